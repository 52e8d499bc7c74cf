//! Conditions of patterns: `relation: words`.

/// What a word next to a trigger must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How the word stands to the trigger.
    pub relation: Relation,
    /// What it may be; one of these must hold.
    pub tests: Vec<Test>,
}

/// How a word stands to a trigger: logical relations, then those of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Who does it.
    Agent,
    /// What it is done to; "of" an event noun.
    Object,
    /// Indirect object, or "to".
    To,
    /// "with", "between", "among".
    With,
    /// "against", "on", "at", "upon", "into", "over".
    Against,
    /// "from", "off".
    From,
    /// "for", "about".
    For,
    /// "of".
    Of,
    /// "by".
    By,
    /// Possessor.
    Possessor,
    /// Name or adjective before an event noun.
    Modifier,
    /// "in", "near" and other places.
    Place,
    /// Noun before a noun.
    Compound,
    /// Adjective of a noun.
    Adjective,
    /// What is said, asked, refused: a clause.
    Clause,
    /// What the trigger hangs from.
    Governor,
    /// Any word that hangs from the trigger.
    Any,
}

/// A test of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Anything.
    Anything,
    /// Persons, groups, organisations, countries.
    People,
    /// Proper names.
    Name,
    /// Countries, their demonyms and adjectives.
    Country,
    /// A class of `classes.toml`.
    Class(String),
    /// A dictionary form.
    Word(String),
}

impl Relation {
    const NAMES: [(&'static str, Relation); 17] = [
        ("agent", Relation::Agent),
        ("object", Relation::Object),
        ("to", Relation::To),
        ("with", Relation::With),
        ("against", Relation::Against),
        ("from", Relation::From),
        ("for", Relation::For),
        ("of", Relation::Of),
        ("by", Relation::By),
        ("possessor", Relation::Possessor),
        ("modifier", Relation::Modifier),
        ("place", Relation::Place),
        ("compound", Relation::Compound),
        ("adjective", Relation::Adjective),
        ("clause", Relation::Clause),
        ("governor", Relation::Governor),
        ("any", Relation::Any),
    ];

    /// The relation of a name.
    pub fn parse(name: &str) -> Result<Self, String> {
        let known = || Self::NAMES.map(|(name, _)| name).join(", ");
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, relation)| *relation).ok_or_else(|| format!("no relation `{name}`; known are {}", known()))
    }
}

impl Condition {
    /// Reads `relation: words`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (relation, words) =
            text.split_once(':').ok_or_else(|| format!("condition `{text}` lacks the colon of `relation: words`"))?;
        let tests: Vec<Test> = words.split_whitespace().map(Test::parse).collect();
        if tests.is_empty() {
            return Err(format!("condition `{text}` has no words; `*` stands for anything"));
        }
        Ok(Self { relation: Relation::parse(relation.trim())?, tests })
    }

    /// The classes of `classes.toml` that it names.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.tests.iter().filter_map(|test| match test {
            Test::Class(name) => Some(name.as_str()),
            _ => None,
        })
    }
}

impl Test {
    fn parse(word: &str) -> Self {
        match word.strip_prefix('@') {
            None if word == "*" => Test::Anything,
            None => Test::Word(word.to_owned()),
            Some("people") => Test::People,
            Some("name") => Test::Name,
            Some("country") => Test::Country,
            Some(class) => Test::Class(class.to_owned()),
        }
    }
}
