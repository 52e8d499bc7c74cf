//! The language of a text.

use whatlang::Lang;

/// A language that is not English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    /// ISO 639-1, or 639-3 where there is none.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
}

/// Characters from which a language is told with some certainty.
const ENOUGH: usize = 60;
/// Characters looked at.
const PART: usize = 4000;

/// The language of a text that is surely not English; looks at its first part.
pub(crate) fn foreign(text: &str) -> Option<Language> {
    let part: String = text.chars().take(PART).collect();
    let info = whatlang::detect(&part).filter(|_| part.chars().count() >= ENOUGH)?;
    let lang = info.lang();
    (lang != Lang::Eng && info.is_reliable()).then(|| Language { code: code(lang), name: lang.eng_name() })
}

/// The languages that are told apart: three-letter and two-letter code.
const CODES: &str = "afr:af aka:ak amh:am ara:ar aze:az bel:be ben:bn bul:bg cat:ca ces:cs cmn:zh cym:cy dan:da deu:de ell:el \
    epo:eo est:et fin:fi fra:fr guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy ind:id ita:it jav:jv jpn:ja kan:kn \
    kat:ka khm:km kor:ko lat:la lav:lv lit:lt mal:ml mar:mr mkd:mk mya:my nep:ne nld:nl nob:nb ori:or pan:pa \
    pes:fa pol:pl por:pt ron:ro rus:ru sin:si slk:sk slv:sl sna:sn spa:es srp:sr swe:sv tam:ta tel:te tgl:tl \
    tha:th tuk:tk tur:tr ukr:uk urd:ur uzb:uz vie:vi zul:zu";

fn code(lang: Lang) -> &'static str {
    let mut pairs = CODES.split(' ').filter_map(|pair| pair.split_once(':'));
    pairs.find(|(three, _)| *three == lang.code()).map_or(lang.code(), |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_named_and_english_is_not() {
        let german = foreign("Die Regierung hat am Montag beschlossen, die Truppen aus dem Land abzuziehen, sagte er.");
        assert_eq!(german, Some(Language { code: "de", name: "German" }));
        assert_eq!(foreign("The government decided on Monday to withdraw its troops from the country, he said."), None);
        assert_eq!(foreign("Nein."), None);
    }
}
