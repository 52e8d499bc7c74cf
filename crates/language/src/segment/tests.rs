use super::*;

/// Forms with spaces between tokens, `~` inside multiwords, ` | ` between sentences.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for (number, sentence) in segment(text).iter().enumerate() {
        if number > 0 {
            out.push_str(" | ");
        }
        for (at, token) in sentence.tokens.iter().enumerate() {
            let inside = sentence.multiwords.iter().any(|group| group.tokens.start < at && at < group.tokens.end);
            if at > 0 {
                out.push(if inside { '~' } else { ' ' });
            }
            out.push_str(&token.form);
        }
    }
    out
}

#[test]
fn tokens_follow_ud_english() {
    for (text, tokens) in [
        ("They don't know Iraq's plan.", "They do~n't know Iraq~'s plan ."),
        ("the workers' strike", "the workers~' strike"),
        ("'Stop the attacks' he said", "' Stop the attacks ' he said"),
        ("an Iran-backed 30-year-old", "an Iran - backed 30 - year - old"),
        ("a non-lethal e-mail to pro-EU co-founders", "a non-lethal e-mail to pro-EU co-founders"),
        ("Al-Qaeda's F-16", "Al - Qaeda~'s F - 16"),
        ("It cost US$85, $2.5bn or 30%.", "It cost US$ 85 , $ 2.5 bn or 30 % ."),
        ("on 9/11 at 5:30pm (GMT)", "on 9/11 at 5:30 pm ( GMT )"),
        (
            "Write to a.b@example.org, see https://example.org/x.",
            "Write to a.b@example.org , see https://example.org/x .",
        ),
        ("What?! No...", "What ?! | No ..."),
        ("yes and/or no—maybe", "yes and / or no — maybe"),
        ("the '90s, 'em", "the '90s , 'em"),
        ("20th 1,200 0.5 1990s", "20th 1,200 0.5 1990s"),
        ("“Go,” she said…", "“ Go , ” she said …"),
        ("@desk #news #1", "@desk #news # 1"),
        ("killed 5-10 people", "killed 5 - 10 people"),
        ("\"We won.\"He smiled.", "\" We won . \" | He smiled ."),
        ("that day.\"We won,\" he said", "that day . | \" We won , \" he said"),
    ] {
        assert_eq!(shown(text), tokens);
    }
}

#[test]
fn sentences_end_where_they_should() {
    for (text, sentences) in [
        ("Gen. A. B. Khan met U.S. envoys. They left.", 2),
        ("He moved to the U.S. The family stayed.", 2),
        ("It began at 5 p.m. Friday. It ended at 9 p.m. He left.", 3),
        ("\"Why?\" the mayor asked. \"Because,\" she said.", 2),
        ("\"We won.\" He smiled.", 2),
        ("(He left.) She stayed.", 2),
        ("It rose 3.5 percent. 12 died.", 2),
        ("1. First item here", 1),
        ("The deal of Smith Inc. and Jones Ltd. failed.", 1),
        ("He waited ... and waited. Then he left.", 2),
        ("ADEN, Feb 10 (Agency) - Rebels fired rockets.", 2),
        ("Headline without a stop\n\nFirst sentence. Second sentence.", 3),
        ("The war ended.The army left.", 2),
        ("All were indicted.GNB officers fled.", 2),
        ("It ended that day.\"We won,\" he said.", 2),
        ("\"We won.\"He smiled.", 2),
        ("Over 100 Back Plan to Ban Him MOSCOW, March 30 (Agency) - Some 100 people signed.", 3),
        ("The UN mission in MALI (MINUSMA) left on Monday - a day late.", 1),
    ] {
        assert_eq!(segment(text).len(), sentences, "{}", shown(text));
    }
}

#[test]
fn overlong_sentences_are_cut_at_punctuation() {
    let text = format!("{}; {}", "word ".repeat(200), "word ".repeat(700));
    let lengths: Vec<usize> = segment(&text).iter().map(|sentence| sentence.tokens.len()).collect();
    assert_eq!(lengths, [201, 250, 250, 200]);
}

#[test]
fn invisible_marks_are_no_tokens() {
    assert_eq!(shown("\u{feff}Hello\u{200b} \u{202b}שלום\u{202c}."), "Hello שלום .");
}
