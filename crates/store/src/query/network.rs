//! Who acts on whom: dyads of a filter, and the network they make.

use std::collections::{HashMap, HashSet};

use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level};
use crate::{Reader, Result};

/// An entity, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntityRef {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO3 code.
    pub country: Option<String>,
}

/// What one entity does to another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Edge {
    /// Id of the actor.
    pub source: i64,
    /// Id of the recipient.
    pub target: i64,
    /// Incidents or reports.
    pub count: i64,
    /// Mean conflict–cooperation score.
    pub mean_score: f64,
    /// Sum of the least numbers of deaths given; `null` at the level of reports.
    pub deaths_low: Option<i64>,
    /// Sum of the greatest.
    pub deaths_high: Option<i64>,
}

/// An entity of a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Node {
    /// Who.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// Incidents or reports in which it acts.
    pub acts: i64,
    /// Those in which it is acted upon.
    pub received: i64,
}

/// Entities and what they do to each other.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Network {
    /// The entities with the most acts.
    pub nodes: Vec<Node>,
    /// What they do to each other, the commonest first.
    pub edges: Vec<Edge>,
    /// Entities under the filter.
    pub nodes_total: usize,
    /// Edges between them.
    pub edges_total: usize,
}

/// A dyad of a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Dyad {
    /// Who acts.
    pub actor: EntityRef,
    /// On whom.
    pub recipient: EntityRef,
    /// Incidents or reports.
    pub count: i64,
    /// Mean conflict–cooperation score.
    pub mean_score: f64,
    /// Sum of the least numbers of deaths given; `null` at the level of reports.
    pub deaths_low: Option<i64>,
    /// Sum of the greatest.
    pub deaths_high: Option<i64>,
}

/// What a pair's acts come to.
#[derive(Default)]
struct Sums {
    count: i64,
    score: f64,
    deaths: (Option<i64>, Option<i64>),
}

impl Sums {
    fn add(&mut self, score: f64, low: Option<i64>, high: Option<i64>) {
        let sum = |one: Option<i64>, other: Option<i64>| one.map_or(other, |one| Some(one + other.unwrap_or(0)));
        self.count += 1;
        self.score += score;
        self.deaths = (sum(self.deaths.0, low), sum(self.deaths.1, high));
    }

    fn edge(self, (source, target): (i64, i64)) -> Edge {
        Edge {
            source,
            target,
            count: self.count,
            mean_score: (self.score / self.count as f64 * 100.0).round() / 100.0,
            deaths_low: self.deaths.0,
            deaths_high: self.deaths.1,
        }
    }
}

impl Reader {
    /// The `limit` commonest dyads of a filter; only of named entities unless `all`.
    pub fn dyads(&self, filter: &Filter, level: Level, all: bool, limit: usize) -> Result<Vec<Dyad>> {
        let mut edges = self.edges(filter, level, all, 1)?;
        edges.truncate(limit);
        let dyad = |edge: Edge| {
            Ok(Dyad {
                actor: self.entity_ref(edge.source)?,
                recipient: self.entity_ref(edge.target)?,
                count: edge.count,
                mean_score: edge.mean_score,
                deaths_low: edge.deaths_low,
                deaths_high: edge.deaths_high,
            })
        };
        edges.into_iter().map(dyad).collect()
    }

    /// The network of a filter: its `most` busiest entities, and edges of at least `min` acts between them.
    pub fn network(&self, filter: &Filter, level: Level, all: bool, most: usize, min: usize) -> Result<Network> {
        let mut edges = self.edges(filter, level, all, min)?;
        let mut acts: HashMap<i64, (i64, i64)> = HashMap::new();
        for edge in &edges {
            acts.entry(edge.source).or_default().0 += edge.count;
            acts.entry(edge.target).or_default().1 += edge.count;
        }
        let (nodes_total, edges_total) = (acts.len(), edges.len());
        let mut busiest: Vec<(i64, (i64, i64))> = acts.into_iter().collect();
        busiest.sort_by_key(|(id, (acts, received))| (-(acts + received), *id));
        busiest.truncate(most);
        let shown: HashMap<i64, (i64, i64)> = busiest.iter().copied().collect();
        edges.retain(|edge| shown.contains_key(&edge.source) && shown.contains_key(&edge.target));
        let node = |(id, (acts, received))| Ok(Node { entity: self.entity_ref(id)?, acts, received });
        let nodes = busiest.into_iter().map(node).collect::<Result<_>>()?;
        Ok(Network { nodes, edges, nodes_total, edges_total })
    }

    /// All edges of at least `min` acts, the commonest first. An entity that acts on itself makes none.
    fn edges(&self, filter: &Filter, level: Level, all: bool, min: usize) -> Result<Vec<Edge>> {
        let min = i64::try_from(min).unwrap_or(i64::MAX);
        let mut edges: Vec<Edge> = self.pairs(filter, level)?.into_iter().map(|(pair, sums)| sums.edge(pair)).collect();
        edges.retain(|edge| edge.count >= min);
        if !all {
            let named = self.named(edges.iter().flat_map(|edge| [edge.source, edge.target]))?;
            edges.retain(|edge| named.contains(&edge.source) && named.contains(&edge.target));
        }
        edges.sort_by_key(|edge| (-edge.count, edge.source, edge.target));
        Ok(edges)
    }

    /// What each pair of actor and recipient has to do with each other. Summed up here: SQLite would sort the rows first.
    fn pairs(&self, filter: &Filter, level: Level) -> Result<HashMap<(i64, i64), Sums>> {
        let conditions = filter.conditions(&self.connection)?;
        let (act, join, numbers) = match level {
            Level::Incident => (
                "e.incident",
                "JOIN incidents AS i ON i.id = e.incident",
                "CASE WHEN i.event = e.id THEN e.score ELSE (SELECT b.score FROM events AS b WHERE b.id = i.event) END,
                 i.deaths_low, i.deaths_high",
            ),
            Level::Report => ("e.id", "", "e.score, NULL, NULL"),
        };
        let sql = format!(
            "SELECT a.entity, r.entity, {act}, {numbers} FROM events AS e {join}
             JOIN participants AS a ON a.event = e.id AND a.role = 'actor'
             JOIN participants AS r ON r.event = e.id AND r.role = 'recipient' AND r.entity <> a.entity WHERE {}",
            conditions.clause()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.values))?;
        let (mut pairs, mut seen): (HashMap<_, Sums>, _) = (HashMap::new(), HashSet::new());
        while let Some(row) = rows.next()? {
            let (pair, act): ((i64, i64), i64) = ((row.get(0)?, row.get(1)?), row.get(2)?);
            if seen.insert((pair, act)) {
                pairs.entry(pair).or_default().add(row.get(3)?, row.get(4)?, row.get(5)?);
            }
        }
        Ok(pairs)
    }

    /// Those of some entities that have a name.
    fn named(&self, ids: impl Iterator<Item = i64>) -> Result<HashSet<i64>> {
        let mut statement = self.connection.prepare_cached("SELECT named FROM entities WHERE id = ?1")?;
        let mut named = HashSet::new();
        for id in ids.collect::<HashSet<_>>() {
            if statement.query_row([id], |row| row.get(0))? {
                named.insert(id);
            }
        }
        Ok(named)
    }

    pub(crate) fn entity_ref(&self, id: i64) -> Result<EntityRef> {
        let sql = "SELECT id, name, type, country FROM entities WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let entity = |row: &rusqlite::Row<'_>| {
            Ok(EntityRef { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)?, country: row.get(3)? })
        };
        Ok(statement.query_row([id], entity)?)
    }
}
