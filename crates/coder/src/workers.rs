//! Work spread over threads with results in the order of the items.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::{Mutex, mpsc},
};

/// Applies `work` to all items on `threads` threads and hands the results to `take`, in order.
///
/// At most a few results a thread wait for their turn. Ends early when `take` fails.
pub fn ordered<T: Send, R: Send, E>(
    threads: NonZeroUsize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let items = Mutex::new(items.enumerate());
    let (sender, receiver) = mpsc::sync_channel(2 * threads.get());
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            let (items, work, sender) = (&items, &work, sender.clone());
            scope.spawn(move || {
                // A poisoned lock means that another worker panicked; the scope passes that on.
                while let Some((at, item)) = items.lock().ok().and_then(|mut items| items.next()) {
                    if sender.send((at, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (at, result) in receiver {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&next) {
                take(result)?;
                next += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_items() {
        let mut seen = Vec::new();
        let slow_first = |item: u64| {
            std::thread::sleep(std::time::Duration::from_millis(10 / (item + 1)));
            item
        };
        let threads = NonZeroUsize::new(4).unwrap();
        ordered(threads, 0..40, slow_first, |item| -> Result<(), ()> {
            seen.push(item);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn a_failing_taker_ends_the_work() {
        let threads = NonZeroUsize::new(3).unwrap();
        let result = ordered(threads, 0.., |item| item, |item| if item == 20 { Err("full") } else { Ok(()) });
        assert_eq!(result, Err("full"));
    }
}
