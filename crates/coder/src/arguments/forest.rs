//! Gradient-boosted decision trees, read from the file that `training/fit_roles.py` writes.

/// A node: a leaf with its value, or a test whose left branch is the next node.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Index of the number tested; [`LEAF`] for a leaf.
    number: u8,
    /// The right branch, from the tree's first node.
    right: u16,
    /// Numbers up to it go left; the value of a leaf.
    value: f32,
}

const LEAF: u8 = u8::MAX;
/// Bytes of a node: number, right branch and value, little-endian.
const NODE: usize = 7;

/// Trees whose values add up to log odds.
#[derive(Debug)]
pub(super) struct Forest {
    /// Log odds to start from.
    base: f32,
    trees: Vec<Vec<Node>>,
}

impl Forest {
    /// Reads one forest over so many numbers off the front of a file: its base, the number of trees, then for each tree the number of
    /// nodes and these. `None` where the file breaks off, a branch leads nowhere, or a number is tested that there is not.
    pub fn read(bytes: &mut &[u8], numbers: usize) -> Option<Self> {
        let base = f32::from_le_bytes(take(bytes)?);
        let count = u16::from_le_bytes(take(bytes)?);
        let trees = (0..count).map(|_| tree(bytes, numbers)).collect::<Option<_>>()?;
        Some(Self { base, trees })
    }

    /// Log odds for as many numbers as the forest was read for.
    pub fn odds(&self, numbers: &[f64]) -> f64 {
        f64::from(self.base) + self.trees.iter().map(|tree| f64::from(leaf(tree, numbers))).sum::<f64>()
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

fn tree(bytes: &mut &[u8], numbers: usize) -> Option<Vec<Node>> {
    let count = usize::from(u16::from_le_bytes(take(bytes)?));
    let node = |_| {
        let [number, r0, r1, v0, v1, v2, v3] = take::<NODE>(bytes)?;
        Some(Node { number, right: u16::from_le_bytes([r0, r1]), value: f32::from_le_bytes([v0, v1, v2, v3]) })
    };
    let nodes: Vec<Node> = (0..count).map(node).collect::<Option<_>>()?;
    // Branches lead onward, so every walk ends, at a leaf.
    let onward = |(at, node): (usize, &Node)| {
        let right = usize::from(node.right);
        node.number == LEAF || usize::from(node.number) < numbers && at + 1 < right && right < count
    };
    (!nodes.is_empty() && nodes.iter().enumerate().all(onward)).then_some(nodes)
}

fn leaf(tree: &[Node], numbers: &[f64]) -> f32 {
    let mut at = 0;
    loop {
        let node = tree[at];
        if node.number == LEAF {
            return node.value;
        }
        let left = numbers.get(usize::from(node.number)).is_none_or(|number| *number <= f64::from(node.value));
        at = if left { at + 1 } else { usize::from(node.right) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(number: u8, right: u16, value: f32) -> Vec<u8> {
        [&[number][..], &right.to_le_bytes(), &value.to_le_bytes()].concat()
    }

    fn file(nodes: &[Vec<u8>]) -> Vec<u8> {
        let head = [&0.5_f32.to_le_bytes()[..], &1_u16.to_le_bytes(), &(nodes.len() as u16).to_le_bytes()].concat();
        [head, nodes.concat()].concat()
    }

    #[test]
    fn numbers_choose_the_branch() {
        let bytes = file(&[node(1, 2, 3.0), node(LEAF, 0, -1.0), node(LEAF, 0, 2.0)]);
        let forest = Forest::read(&mut bytes.as_slice(), 2).unwrap();
        assert_eq!(forest.odds(&[9.0, 3.0]), -0.5);
        assert_eq!(forest.odds(&[0.0, 3.1]), 2.5);
    }

    #[test]
    fn broken_files_are_refused() {
        let whole = file(&[node(0, 2, 0.0), node(LEAF, 0, 0.0), node(LEAF, 0, 0.0)]);
        assert!(Forest::read(&mut whole.as_slice(), 1).is_some());
        assert!(Forest::read(&mut whole.as_slice(), 0).is_none(), "tests a number that is not there");
        assert!(Forest::read(&mut &whole[..whole.len() - 1], 1).is_none());
        for loops in [0, 1, 3] {
            let bytes = file(&[node(0, loops, 0.0), node(LEAF, 0, 0.0), node(LEAF, 0, 0.0)]);
            assert!(Forest::read(&mut bytes.as_slice(), 1).is_none(), "{loops}");
        }
        let endless = file(&[node(0, 1, 0.0)]);
        assert!(Forest::read(&mut endless.as_slice(), 1).is_none());
    }
}
