//! From arc scores to a tree: the best head of each word, repaired by Chu-Liu/Edmonds where that is no tree with one root.

/// Heads of all words given `score(dependent, head)`, where head 0 is the root and head `h + 1` is word `h`.
///
/// The result is a tree in which exactly one word hangs from the root.
pub(super) fn heads(n: usize, score: impl Fn(usize, usize) -> f32) -> Vec<Option<usize>> {
    let greedy: Vec<usize> = (0..n)
        .map(|word| best((0..=n).filter(|&head| head != word + 1), |head| score(word, head)).unwrap_or(0))
        .collect();
    let tree = if is_tree(&greedy) { greedy } else { repaired(n, &score) };
    tree.into_iter().map(|head| head.checked_sub(1)).collect()
}

fn best(items: impl Iterator<Item = usize>, score: impl Fn(usize) -> f32) -> Option<usize> {
    items
        .fold(None, |best: Option<(usize, f32)>, item| match (best, score(item)) {
            (Some((_, top)), value) if value <= top || value.is_nan() => best,
            (_, value) => Some((item, value)),
        })
        .map(|(item, _)| item)
}

/// One word at the root, and every word reaches it.
fn is_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1 && cycle(heads).is_none()
}

/// The words of some cycle.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            match heads[at].checked_sub(1) {
                Some(head) => at = head,
                None => break,
            }
        }
        if seen[at] == start + 1 && heads[at] != 0 {
            let mut words = vec![at];
            let mut next = heads[at] - 1;
            while next != at {
                words.push(next);
                next = heads[next].checked_sub(1)?;
            }
            return Some(words);
        }
    }
    None
}

/// The best tree for the likeliest root word.
fn repaired(n: usize, score: &impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let root = best(0..n, |word| score(word, 0)).unwrap_or(0);
    // Node 0 of the graph is the root word; the others keep their order.
    let word = |node: usize| {
        if node == 0 {
            root
        } else if node <= root {
            node - 1
        } else {
            node
        }
    };
    let mut weights = vec![vec![f32::NEG_INFINITY; n]; n];
    for (dependent, row) in weights.iter_mut().enumerate().skip(1) {
        for (head, weight) in row.iter_mut().enumerate() {
            if head != dependent {
                *weight = score(word(dependent), word(head) + 1);
            }
        }
    }
    let mut tree = vec![0; n];
    for (node, head) in arborescence(&weights).into_iter().enumerate().skip(1) {
        tree[word(node)] = word(head) + 1;
    }
    tree
}

/// Chu-Liu/Edmonds: the heaviest tree from node 0; `weights[dependent][head]`.
fn arborescence(weights: &[Vec<f32>]) -> Vec<usize> {
    let n = weights.len();
    let mut heads: Vec<usize> =
        (0..n).map(|node| best((0..n).filter(|&head| head != node), |head| weights[node][head]).unwrap_or(0)).collect();
    if let Some(first) = heads.first_mut() {
        *first = 0;
    }
    // `cycle` takes 0 for the root and `h + 1` for word h: node h is word h - 1 here.
    let Some(cycle) = cycle(&heads[1.min(n)..]).map(|words| words.into_iter().map(|word| word + 1).collect::<Vec<_>>())
    else {
        return heads;
    };
    let outside: Vec<usize> = (0..n).filter(|node| !cycle.contains(node)).collect();
    let merged = outside.len();
    let mut smaller = vec![vec![f32::NEG_INFINITY; merged + 1]; merged + 1];
    let mut enter = vec![0; merged];
    let mut leave = vec![0; merged];
    for (i, &node) in outside.iter().enumerate() {
        for (j, &head) in outside.iter().enumerate() {
            smaller[i][j] = weights[node][head];
        }
        let gain = |member: usize| weights[member][node] - weights[member][heads[member]];
        enter[i] = best(cycle.iter().copied(), gain).unwrap_or(cycle[0]);
        smaller[merged][i] = gain(enter[i]);
        leave[i] = best(cycle.iter().copied(), |member| weights[node][member]).unwrap_or(cycle[0]);
        smaller[i][merged] = weights[node][leave[i]];
    }
    let inner = arborescence(&smaller);
    for (i, &node) in outside.iter().enumerate().skip(1) {
        heads[node] = if inner[i] == merged { leave[i] } else { outside[inner[i]] };
    }
    heads[enter[inner[merged]]] = outside[inner[merged]];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pseudo-random scores, the same on each run.
    fn scores(seed: u64, n: usize) -> Vec<Vec<f32>> {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12345);
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / 1e5
        };
        (0..n).map(|_| (0..=n).map(|_| next()).collect()).collect()
    }

    fn total(heads: &[Option<usize>], scores: &[Vec<f32>]) -> f32 {
        heads.iter().enumerate().map(|(word, head)| scores[word][head.map_or(0, |head| head + 1)]).sum()
    }

    #[test]
    fn always_a_tree() {
        for seed in 0..300 {
            let n = 1 + seed as usize % 12;
            let scores = scores(seed, n);
            let tree = heads(n, |dependent, head| scores[dependent][head]);
            assert!(
                is_tree(&tree.iter().map(|head| head.map_or(0, |head| head + 1)).collect::<Vec<_>>()),
                "seed {seed}"
            );
        }
    }

    /// For the root word that it chooses, no other tree is better: all trees of four words are tried.
    #[test]
    fn the_best_tree() {
        for seed in 0..100 {
            let scores = scores(seed, 4);
            let tree = repaired(4, &|dependent: usize, head: usize| scores[dependent][head]);
            let root = tree.iter().position(|&head| head == 0).unwrap();
            let value = |heads: &[usize]| heads.iter().enumerate().map(|(word, &head)| scores[word][head]).sum::<f32>();
            for code in 0..625 {
                let other: Vec<usize> = (0..4).map(|word| code / 5_usize.pow(word) % 5).collect();
                if is_tree(&other) && other[root] == 0 && other.iter().enumerate().all(|(w, &h)| h != w + 1) {
                    assert!(value(&other) <= value(&tree) + 1e-3, "seed {seed}: {other:?} beats {tree:?}");
                }
            }
        }
    }

    #[test]
    fn hostile_scores() {
        assert_eq!(heads(0, |_, _| 0.0), vec![]);
        assert_eq!(heads(1, |_, _| f32::NAN), vec![None]);
        assert_eq!(heads(3, |_, _| f32::NAN).iter().filter(|head| head.is_none()).count(), 1);
        let flat = heads(60, |_, _| 0.0);
        assert_eq!(total(&flat, &vec![vec![0.0; 61]; 60]), 0.0);
    }
}
