//! Answers kept for a while: many who ask the same have it made once, and what takes long is not made anew for each of them.
//!
//! What was quick to make is made for each request. The rest is looked at again after a time that grows with what it takes, so that
//! an ingest, which changes the store every few seconds, does not have the server at work on nothing else.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::{body::Bytes, http::HeaderValue};
use tokio::sync::OnceCell;

use crate::fault::Fault;

/// What takes less to make is not kept.
const QUICK: Duration = Duration::from_millis(10);
/// An answer is not looked at again for as many times what it takes to make …
const TIMES: u32 = 20;
/// … but for this long at most.
const FRESH: Duration = Duration::from_secs(2);
/// An answer no older than this is given where the new one is not ready in time.
const OLD: Duration = Duration::from_secs(5);
/// How long a request waits for the new one.
const PATIENCE: Duration = Duration::from_millis(100);
/// Bytes kept at most.
const ROOM: usize = 64 << 20;

/// An answer.
#[derive(Debug)]
pub struct Made {
    /// Its validator.
    pub tag: HeaderValue,
    /// Its body.
    pub body: Bytes,
    /// The same, packed by gzip, where it is worth it.
    pub packed: Option<Bytes>,
    /// Time that it took.
    pub cost: Duration,
}

impl Made {
    fn size(&self) -> usize {
        self.body.len() + self.packed.as_ref().map_or(0, Bytes::len)
    }
}

type Answer = Result<Arc<Made>, Fault>;
type Flight = Arc<OnceCell<Answer>>;

/// The answers, by address.
#[derive(Default)]
pub struct Kept {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    slots: HashMap<String, Slot>,
    /// Answers that are being made, for all who wait for them.
    flights: HashMap<String, Flight>,
    bytes: usize,
    /// Grows when all is forgotten.
    turn: u64,
}

struct Slot {
    made: Arc<Made>,
    /// When it was last known to be what the store says.
    seen: Instant,
    used: Instant,
}

enum Look {
    Fresh(Arc<Made>),
    /// It may have changed since.
    Stale(Arc<Made>, Duration),
    None,
}

impl Kept {
    /// The answer at an address; `make` makes it, or gives the last one back where the store has not changed.
    pub async fn answer<F>(self: &Arc<Self>, address: &str, make: impl FnOnce(Option<Arc<Made>>) -> F) -> Answer
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        match self.look(address) {
            Look::Fresh(made) => Ok(made),
            Look::None => self.fly(address.to_owned(), make(None)).await,
            Look::Stale(made, age) => {
                let (kept, address, making) = (self.clone(), address.to_owned(), make(Some(made.clone())));
                let anew = tokio::spawn(async move { kept.fly(address, making).await });
                let patience = if age < OLD { PATIENCE } else { Duration::MAX };
                match tokio::time::timeout(patience, anew).await {
                    Ok(Ok(answer)) => answer,
                    // It is made all the same, for those who come later.
                    _ => Ok(made),
                }
            }
        }
    }

    /// Forgets all, after a change.
    pub fn forget(&self) {
        let mut held = self.held();
        let turn = held.turn + 1;
        *held = Held { turn, ..Held::default() };
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self, address: &str) -> Look {
        let mut held = self.held();
        let Some(slot) = held.slots.get_mut(address) else { return Look::None };
        slot.used = Instant::now();
        let age = slot.seen.elapsed();
        let made = slot.made.clone();
        if age < (made.cost * TIMES).min(FRESH) { Look::Fresh(made) } else { Look::Stale(made, age) }
    }

    /// Makes an answer, or waits for whoever is making it.
    async fn fly(&self, address: String, making: impl Future<Output = Answer>) -> Answer {
        let (flight, turn) = {
            let mut held = self.held();
            (held.flights.entry(address.clone()).or_default().clone(), held.turn)
        };
        let answer = flight.get_or_init(|| making).await.clone();
        let mut held = self.held();
        if held.flights.get(&address).is_some_and(|other| Arc::ptr_eq(other, &flight)) {
            held.flights.remove(&address);
            if held.turn == turn {
                held.keep(address, &answer);
            }
        }
        answer
    }
}

impl Held {
    fn keep(&mut self, address: String, answer: &Answer) {
        if let Some(before) = self.slots.remove(&address) {
            self.bytes -= before.made.size();
        }
        let Ok(made) = answer else { return };
        if made.cost < QUICK || made.size() > ROOM {
            return;
        }
        self.bytes += made.size();
        let now = Instant::now();
        self.slots.insert(address, Slot { made: made.clone(), seen: now, used: now });
        while self.bytes > ROOM {
            let longest = self.slots.iter().min_by_key(|(_, slot)| slot.used).map(|(address, _)| address.clone());
            let Some(slot) = longest.and_then(|address| self.slots.remove(&address)) else { return };
            self.bytes -= slot.made.size();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn made(text: &'static str, cost: Duration) -> Answer {
        let tag = HeaderValue::from_static("W/\"1\"");
        Ok(Arc::new(Made { tag, body: Bytes::from_static(text.as_bytes()), packed: None, cost }))
    }

    async fn ask(kept: &Arc<Kept>, text: &'static str, cost: Duration) -> Bytes {
        kept.answer("/a", |_| async move { made(text, cost) }).await.unwrap().body.clone()
    }

    #[tokio::test]
    async fn what_took_long_is_kept_until_all_is_forgotten() {
        let kept = Arc::new(Kept::default());
        let long = Duration::from_secs(1);
        assert_eq!(ask(&kept, "first", long).await, "first");
        assert_eq!(ask(&kept, "second", long).await, "first");
        kept.forget();
        assert_eq!(ask(&kept, "third", long).await, "third");
    }

    #[tokio::test]
    async fn what_was_quick_is_made_each_time() {
        let kept = Arc::new(Kept::default());
        assert_eq!(ask(&kept, "first", Duration::from_millis(1)).await, "first");
        assert_eq!(ask(&kept, "second", Duration::from_millis(1)).await, "second");
    }

    #[tokio::test]
    async fn those_who_ask_at_once_wait_for_one_answer() {
        let kept = Arc::new(Kept::default());
        let times = Arc::new(AtomicUsize::new(0));
        let asked = (0..20).map(|_| {
            let (kept, times) = (kept.clone(), times.clone());
            tokio::spawn(async move {
                let making = |_| async move {
                    times.fetch_add(1, Ordering::SeqCst);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    made("it", Duration::ZERO)
                };
                kept.answer("/a", making).await.unwrap().body.clone()
            })
        });
        for task in asked.collect::<Vec<_>>() {
            assert_eq!(task.await.unwrap(), "it");
        }
        assert_eq!(times.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn an_answer_made_before_a_change_is_not_kept_after_it() {
        let kept = Arc::new(Kept::default());
        let (inner, long) = (kept.clone(), Duration::from_secs(1));
        let early = async move {
            inner.forget();
            made("early", long)
        };
        assert_eq!(kept.answer("/a", |_| early).await.unwrap().body, "early");
        assert_eq!(ask(&kept, "late", long).await, "late");
    }

    #[tokio::test]
    async fn room_is_made_by_what_was_not_used_longest() {
        let kept = Arc::new(Kept::default());
        let mut held = kept.held();
        let big = || {
            let body = Bytes::from(vec![0; ROOM / 3]);
            Ok(Arc::new(Made { tag: HeaderValue::from_static("x"), body, packed: None, cost: Duration::from_secs(1) }))
        };
        for address in ["/1", "/2", "/3", "/4"] {
            held.keep(address.to_owned(), &big());
        }
        assert!(held.bytes <= ROOM);
        assert!(!held.slots.contains_key("/1") && held.slots.contains_key("/4"));
    }
}
