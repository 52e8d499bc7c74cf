//! One entity: names, roles, acts done and suffered, partners over time, positions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use record::EventType;
use rusqlite::{Row as SqlRow, params};
use schemars::JsonSchema;
use serde::Serialize;

use super::EntityItem;
use crate::{
    Reader, Result,
    brief::SPEECH,
    query::{Filter, Level, Order, Row, period::Period},
    write,
};

/// Partners told of.
const PARTNERS: i64 = 100;
/// Partners told of over time.
const RELATIONS: usize = 12;
/// Positions told of.
const POSITIONS: usize = 20;
/// Wordings told of.
const ALIASES: i64 = 30;
/// Codings that are looked at for other names and ties.
const CODINGS: i64 = 20;
/// Periods at most.
const PERIODS: usize = 5000;

/// An entity and its dealings.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ActorProfile {
    /// Who it is.
    pub entity: EntityItem,
    /// Incidents in which it acts.
    pub acts: i64,
    /// Incidents in which it is acted upon.
    pub received: i64,
    /// Earliest day.
    pub first: Option<String>,
    /// Latest day.
    pub last: Option<String>,
    /// What texts call it where it takes part.
    pub aliases: Vec<Alias>,
    /// Other names that records of it give, the actor base's among them.
    pub also_known_as: Vec<String>,
    /// Whom it belongs to, is backed by, leads or speaks for.
    pub affiliations: Vec<Affiliate>,
    /// Its sectors.
    pub sectors: Vec<SectorCount>,
    /// What it did, by type.
    pub done: Vec<Done>,
    /// What was done to it.
    pub suffered: Vec<Done>,
    /// With whom it deals, the most reports first.
    pub partners: Vec<Partner>,
    /// How it gets on with the first of them over time.
    pub relations: Relations,
    /// What it demands, promises, refuses or accuses others of, the latest first.
    pub positions: Vec<Row>,
}

/// A wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alias {
    /// The words.
    pub text: String,
    /// How often.
    pub count: i64,
}

/// A tie to another entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Affiliate {
    /// `backed_by`, `member_of`, `part_of`, `leader_of`, `spokesperson_for`, `front_for`.
    pub relation: String,
    /// Name of the other.
    pub name: String,
    /// Its id, where it takes part in an event.
    pub entity: Option<i64>,
    /// A document that says so.
    pub document_id: i64,
}

/// A sector and how often it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectorCount {
    /// PLOVER sector.
    pub value: String,
    /// Reports.
    pub count: i64,
}

/// Acts of one type that took place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Done {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Quad class.
    pub quad: String,
    /// Incidents.
    pub incidents: i64,
    /// Documents that tell of them.
    pub reports: i64,
    /// Mean score.
    pub mean_score: f64,
    /// Sum of the least numbers of deaths given.
    pub deaths_low: i64,
    /// Sum of the greatest.
    pub deaths_high: i64,
}

/// Somebody it deals with; acts that took place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Partner {
    /// Id.
    pub entity: i64,
    /// Name.
    pub name: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO3 code.
    pub country: Option<String>,
    /// Reports of what it does to the other.
    pub done: i64,
    /// Reports of what the other does to it.
    pub suffered: i64,
    /// Mean score of both: above 0 an ally, below an opponent.
    pub mean_score: f64,
    /// Earliest day.
    pub first: Option<String>,
    /// Latest day.
    pub last: Option<String>,
}

/// Mean scores over time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Relations {
    /// `day`, `week`, `month`, `year`.
    pub by: String,
    /// The periods, none left out.
    pub periods: Vec<String>,
    /// One for each partner.
    pub series: Vec<Relation>,
}

/// How it gets on with one partner.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Relation {
    /// Id of the partner.
    pub entity: i64,
    /// Its name.
    pub name: String,
    /// Mean score of each period; `null` without reports.
    pub scores: Vec<Option<f64>>,
    /// Reports of each period.
    pub reports: Vec<i64>,
}

/// Events and sum of scores by period.
type Sums = HashMap<String, (i64, f64)>;

impl Reader {
    /// One entity and its dealings; `None` where there is none.
    pub fn actor(&self, id: i64, by: Period) -> Result<Option<ActorProfile>> {
        let Some(entity) = self.entity(id)? else { return Ok(None) };
        let sql = "SELECT count(DISTINCT CASE WHEN p.role = 'actor' THEN e.incident END),
            count(DISTINCT CASE WHEN p.role = 'recipient' THEN e.incident END), min(e.day_from), max(e.day_from)
            FROM participants AS p JOIN events AS e ON e.id = p.event AND e.live WHERE p.entity = ?1";
        let (acts, received, first, last) = self
            .connection
            .prepare_cached(sql)?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let partners = self.partners(id)?;
        let (also_known_as, affiliations) = self.said_of(id, &entity)?;
        Ok(Some(ActorProfile {
            acts,
            received,
            first,
            last,
            aliases: self.aliases(id)?,
            also_known_as,
            affiliations,
            sectors: self.sectors(id)?,
            done: self.done(id, "actor")?,
            suffered: self.done(id, "recipient")?,
            relations: self.relations(id, &partners, by)?,
            partners,
            positions: self.positions(id)?,
            entity,
        }))
    }

    fn all<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: fn(&SqlRow<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map(parameters, read)?.collect::<rusqlite::Result<_>>()?)
    }

    fn aliases(&self, id: i64) -> Result<Vec<Alias>> {
        let sql = "SELECT p.text, count(*) FROM participants AS p JOIN events AS e ON e.id = p.event AND e.live
            WHERE p.entity = ?1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?2";
        self.all(sql, [id, ALIASES], |row| Ok(Alias { text: row.get(0)?, count: row.get(1)? }))
    }

    fn sectors(&self, id: i64) -> Result<Vec<SectorCount>> {
        let sql =
            "SELECT p.sector, count(DISTINCT e.id) FROM participants AS p JOIN events AS e ON e.id = p.event AND e.live
            WHERE p.entity = ?1 AND p.sector IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1";
        self.all(sql, [id], |row| Ok(SectorCount { value: row.get(0)?, count: row.get(1)? }))
    }

    fn done(&self, id: i64, role: &str) -> Result<Vec<Done>> {
        let sql =
            "SELECT i.type, b.quad, count(*), sum(i.reports), round(avg(b.score), 2), coalesce(sum(i.deaths_low), 0),
            coalesce(sum(i.deaths_high), 0)
            FROM (SELECT DISTINCT e.incident AS id FROM participants AS p JOIN events AS e ON e.id = p.event AND e.live
                  WHERE p.entity = ?1 AND p.role = ?2) AS a
            JOIN incidents AS i ON i.id = a.id AND i.status IN ('actual', 'disputed') JOIN events AS b ON b.id = i.event
            GROUP BY 1 ORDER BY 3 DESC, 1";
        self.all(sql, params![id, role], |row| {
            Ok(Done {
                kind: row.get(0)?,
                quad: row.get(1)?,
                incidents: row.get(2)?,
                reports: row.get(3)?,
                mean_score: row.get(4)?,
                deaths_low: row.get(5)?,
                deaths_high: row.get(6)?,
            })
        })
    }

    fn partners(&self, id: i64) -> Result<Vec<Partner>> {
        let sql = "WITH dealt AS (
                SELECT recipient AS other, events AS done, 0 AS suffered, score FROM dyads
                WHERE actor = ?1 AND recipient <> ?1 AND status = 'actual'
                UNION ALL SELECT actor, 0, events, score FROM dyads WHERE recipient = ?1 AND actor <> ?1 AND status = 'actual'),
            days AS (SELECT recipient AS other, day FROM dyad_days WHERE actor = ?1 AND status = 'actual'
                UNION ALL SELECT actor, day FROM dyad_days WHERE recipient = ?1 AND status = 'actual'),
            spans AS (SELECT other, min(day) AS first, max(day) AS last FROM days GROUP BY other)
            SELECT n.id, n.name, n.type, n.country, sum(d.done), sum(d.suffered),
            round(sum(d.score) / sum(d.done + d.suffered), 2), s.first, s.last
            FROM dealt AS d JOIN entities AS n ON n.id = d.other LEFT JOIN spans AS s ON s.other = d.other
            GROUP BY n.id HAVING sum(d.done + d.suffered) > 0 ORDER BY sum(d.done + d.suffered) DESC, n.id LIMIT ?2";
        self.all(sql, [id, PARTNERS], |row| {
            Ok(Partner {
                entity: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                country: row.get(3)?,
                done: row.get(4)?,
                suffered: row.get(5)?,
                mean_score: row.get(6)?,
                first: row.get(7)?,
                last: row.get(8)?,
            })
        })
    }

    fn relations(&self, id: i64, partners: &[Partner], by: Period) -> Result<Relations> {
        let sql = format!(
            "SELECT {}, sum(events), sum(score) FROM dyad_days
             WHERE ((actor = ?1 AND recipient = ?2) OR (actor = ?2 AND recipient = ?1)) AND status = 'actual' GROUP BY 1",
            by.sql("day")
        );
        let mut found: Vec<(&Partner, Sums)> = Vec::new();
        for partner in partners.iter().take(RELATIONS) {
            let rows = self.all(&sql, [id, partner.entity], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
            found.push((partner, rows.into_iter().collect()));
        }
        let labels = found.iter().flat_map(|(_, sums)| sums.keys().map(String::as_str));
        let periods: Vec<String> = by.steps(labels, PERIODS)?.into_iter().map(|step| step.label).collect();
        let relation = |(partner, sums): &(&Partner, Sums)| {
            let of = |label: &String| sums.get(label).filter(|(events, _)| *events > 0);
            let mean = |(events, score): &(i64, f64)| (score / *events as f64 * 100.0).round() / 100.0;
            Relation {
                entity: partner.entity,
                name: partner.name.clone(),
                scores: periods.iter().map(|label| of(label).map(mean)).collect(),
                reports: periods.iter().map(|label| of(label).map_or(0, |(events, _)| *events)).collect(),
            }
        };
        let series = found.iter().map(relation).collect();
        Ok(Relations { by: by.name().to_owned(), periods, series })
    }

    fn positions(&self, id: i64) -> Result<Vec<Row>> {
        let kind: Vec<EventType> = SPEECH.to_vec();
        let filter = Filter { actor: vec![format!("id:{id}")], kind, ..Filter::default() };
        self.list(&filter, Level::Incident, Order::Latest, Some(POSITIONS))
    }

    /// Other names and ties that the latest records of an entity give.
    fn said_of(&self, id: i64, entity: &EntityItem) -> Result<(Vec<String>, Vec<Affiliate>)> {
        let sql =
            "SELECT DISTINCT e.coding, e.document FROM participants AS p JOIN events AS e ON e.id = p.event AND e.live
            WHERE p.entity = ?1 ORDER BY e.coding DESC LIMIT ?2";
        let codings = self.all(sql, [id, CODINGS], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        let mut names = BTreeSet::new();
        let mut ties = BTreeMap::new();
        for (_, document) in codings {
            let Some((_, record)) = self.last_record(document)? else { continue };
            for found in record.entities.iter().filter(|found| write::entity_key(found) == entity.key) {
                names.extend(found.aliases.iter().filter(|name| **name != entity.name).cloned());
                for tie in &found.affiliation {
                    let Some(other) = record.entities.iter().find(|other| other.id == tie.entity) else { continue };
                    let relation = serde_json::to_value(tie.relation).ok();
                    let relation = relation.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
                    ties.entry((relation, write::entity_key(other))).or_insert((other.name.clone(), document));
                }
            }
        }
        let mut affiliates = Vec::new();
        for ((relation, key), (name, document_id)) in ties {
            let entity = write::first(&self.connection, "SELECT id FROM entities WHERE key = ?1", [&key])?;
            affiliates.push(Affiliate { relation, name, entity, document_id });
        }
        Ok((names.into_iter().collect(), affiliates))
    }
}
