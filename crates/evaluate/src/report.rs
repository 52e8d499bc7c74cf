//! Figures, and the table that shows them.

use std::fmt;

use serde::Serialize;

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The set.
    pub set: String,
    /// What is measured.
    pub metric: String,
    /// Its value: 0 to 1, but for errors.
    pub value: f64,
    /// The figure of a peer, for orientation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer: Option<Peer>,
}

/// What another system reaches on the same metric, often on another part of the set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peer {
    /// The system, and the part of the set where it is another one.
    pub name: String,
    /// Its value.
    pub value: f64,
}

impl From<(&str, f64)> for Peer {
    fn from((name, value): (&str, f64)) -> Self {
        Self { name: name.to_owned(), value }
    }
}

/// All figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// In order of sets and metrics.
    pub figures: Vec<Figure>,
    /// Files of sets that have no metric.
    pub without_metric: Vec<String>,
    /// What was wrong, where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.figures.iter().map(|figure| figure.metric.chars().count()).max().unwrap_or(0).max(6);
        writeln!(f, "{:<12} {:<width$} {:>6}  peer", "set", "metric", "figure")?;
        for figure in &self.figures {
            write!(f, "{:<12} {:<width$} {:>6.3}", figure.set, figure.metric, figure.value)?;
            match &figure.peer {
                Some(peer) => writeln!(f, "  {:.3} ({})", peer.value, peer.name)?,
                None => writeln!(f)?,
            }
        }
        self.errors.iter().try_for_each(|error| writeln!(f, "{error}"))?;
        self.without_metric.iter().try_for_each(|file| writeln!(f, "{file} has no metric here and was left out"))
    }
}
