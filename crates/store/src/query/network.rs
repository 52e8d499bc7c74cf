//! Who acts on whom: dyads of a filter, and the network they make.

use std::collections::HashMap;

use rusqlite::{params_from_iter, types::Value};
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
        let conditions = filter.conditions(&self.connection)?;
        let named = if all {
            ""
        } else {
            "JOIN entities AS na ON na.id = a.entity AND na.named JOIN entities AS nr ON nr.id = r.entity AND nr.named"
        };
        let pairs = format!(
            "FROM events AS e JOIN participants AS a ON a.event = e.id AND a.role = 'actor'
             JOIN participants AS r ON r.event = e.id AND r.role = 'recipient' AND r.entity <> a.entity {named}
             WHERE {}",
            conditions.clause()
        );
        let sql = match level {
            Level::Incident => format!(
                "SELECT p.actor, p.recipient, count(*), round(avg(b.score), 2), sum(i.deaths_low), sum(i.deaths_high)
                 FROM (SELECT DISTINCT a.entity AS actor, r.entity AS recipient, e.incident {pairs}) AS p
                 JOIN incidents AS i ON i.id = p.incident JOIN events AS b ON b.id = i.event
                 GROUP BY 1, 2 HAVING count(*) >= ? ORDER BY 3 DESC, 1, 2"
            ),
            Level::Report => format!(
                "SELECT a.entity, r.entity, count(*), round(avg(e.score), 2), NULL, NULL {pairs}
                 GROUP BY 1, 2 HAVING count(*) >= ? ORDER BY 3 DESC, 1, 2"
            ),
        };
        let mut values = conditions.values;
        values.push(Value::from(i64::try_from(min).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let edges = statement.query_map(params_from_iter(values), |row| {
            Ok(Edge {
                source: row.get(0)?,
                target: row.get(1)?,
                count: row.get(2)?,
                mean_score: row.get(3)?,
                deaths_low: row.get(4)?,
                deaths_high: row.get(5)?,
            })
        })?;
        Ok(edges.collect::<rusqlite::Result<_>>()?)
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
