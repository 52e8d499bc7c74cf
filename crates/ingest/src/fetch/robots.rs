//! `robots.txt` after RFC 9309.

use std::time::Duration;

use url::Url;

/// The longest `Crawl-delay` that is heeded.
const LONGEST_DELAY: f32 = 60.0;

/// What one host allows us.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    delay: Duration,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allow: bool,
    pattern: String,
}

impl Robots {
    /// Reads the rules for an agent: those of all groups that name it, else those of the groups for `*`.
    pub fn parse(text: &str, agent: &str) -> Self {
        let token = agent.split(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_').next().unwrap_or_default();
        let (mut own, mut any): (Option<Self>, Self) = (None, Self::default());
        let (mut for_own, mut for_any, mut in_names) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (for_own, for_any) = (false, false);
                }
                in_names = true;
                for_own |= value.eq_ignore_ascii_case(token);
                for_any |= value == "*";
                if for_own {
                    own.get_or_insert_default();
                }
                continue;
            }
            in_names = false;
            let groups = [own.as_mut().filter(|_| for_own), Some(&mut any).filter(|_| for_any)];
            groups.into_iter().flatten().for_each(|group| group.add(&key, value));
        }
        own.unwrap_or(any)
    }

    fn add(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push(Rule { allow: key == "allow", pattern: normal(value) });
            }
            "crawl-delay" => {
                let seconds = value.parse().ok().filter(|seconds: &f32| seconds.is_finite());
                self.delay = Duration::from_secs_f32(seconds.unwrap_or(0.0).clamp(0.0, LONGEST_DELAY));
            }
            _ => (),
        }
    }

    /// The pause that the host asks for.
    pub fn delay(&self) -> Duration {
        self.delay
    }

    /// Whether an address may be fetched: the longest rule that matches decides, and allows where two are equally long.
    pub fn allows(&self, url: &Url) -> bool {
        let query = url.query().map_or(String::new(), |query| format!("?{query}"));
        let path = normal(&format!("{}{query}", url.path()));
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
            || path == "/robots.txt"
    }
}

/// Paths written one way: escapes of what needs none undone, other escapes in capitals, other characters escaped.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let (mut normal, mut at) = (String::new(), 0);
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        let escaped = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let byte = escaped.unwrap_or(bytes[at]);
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || (escaped.is_none() && byte.is_ascii()) {
            normal.push(char::from(byte));
        } else {
            normal.push_str(&format!("%{byte:02X}"));
        }
        at += if escaped.is_some() { 3 } else { 1 };
    }
    normal
}

/// Whether a pattern with `*` for anything and `$` for the end fits the beginning of a path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        if to_end && at + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(found) => rest = &rest[found + part.len()..],
            None => return false,
        }
    }
    !to_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(robots: &str, path: &str) -> bool {
        let url = Url::parse("https://a.example").unwrap().join(path).unwrap();
        Robots::parse(robots, "annals/0.1 (news)").allows(&url)
    }

    #[test]
    fn the_group_that_names_us_counts_else_the_one_for_all() {
        let robots = "User-agent: other\nDisallow: /\n\nUser-agent: Annals\nUser-agent: more\nDisallow: /private\n\nUser-agent: *\nDisallow: /all";
        assert!(allows(robots, "/all") && !allows(robots, "/private/x"));
        let robots =
            "User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /all\n# end\nUser-agent: annals2\nDisallow: /x";
        assert!(!allows(robots, "/all") && allows(robots, "/x"));
        assert!(allows("User-agent: annals\nUser-agent: *\nDisallow:\n", "/"));
    }

    #[test]
    fn the_longest_rule_decides() {
        let robots =
            "User-agent: *\nDisallow: /news\nAllow: /news/world\nDisallow: /*.pdf$\nAllow: /same\nDisallow: /same";
        assert!(allows(robots, "/news/world/1") && !allows(robots, "/news/1") && allows(robots, "/same"));
        assert!(!allows(robots, "/a/b.pdf") && allows(robots, "/a/b.pdf?x"));
        assert!(allows("User-agent: *\nDisallow: /", "/robots.txt"));
    }

    #[test]
    fn escapes_are_one_with_what_they_stand_for() {
        let robots = "User-agent: *\nDisallow: /caf\u{e9}/\nDisallow: /%7ejoe\nDisallow: /a*b*c$";
        assert!(!allows(robots, "/caf%c3%a9/x") && !allows(robots, "/~joe/"));
        assert!(!allows(robots, "/a1b2b3c") && allows(robots, "/a1b2c3"));
    }

    #[test]
    fn pauses_are_bounded() {
        let delay = |text: &str| Robots::parse(&format!("User-agent: *\nCrawl-delay: {text}"), "annals").delay();
        assert_eq!(delay("2.5"), Duration::from_millis(2500));
        assert_eq!(delay("99999"), Duration::from_secs(60));
        assert_eq!((delay("-1"), delay("NaN"), delay("soon")), Default::default());
    }
}
