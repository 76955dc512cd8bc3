//! Decisions made by choosing instead of writing options, and options written from decisions.

use crate::domain::import::Choice;
use crate::import::cells::dates::Order;
use crate::import::columns::{Field, Mapping, Named, chosen, roles, scale};

impl Mapping {
    /// Adds a decision; it replaces an earlier one about the same column, rating or property.
    pub fn choose(&mut self, choice: &Choice) {
        self.is_remembered = false;
        match choice {
            Choice::Column(ours, theirs) => {
                let Some((field, measure)) = chosen(ours) else {
                    return;
                };
                let several = matches!(field, Field::Note | Field::Tags | Field::Tag);
                self.columns.retain(|named| {
                    let is_replaced = match &named.theirs {
                        None => named.field == field,
                        Some(_) if theirs.is_none() || !several => named.field == field,
                        Some(_) => false,
                    };
                    !is_replaced && (theirs.is_none() || named.theirs != *theirs)
                });
                // A scale was about the column that had the role before.
                self.scales.retain(|(of, ..)| *of != field);
                self.columns.push(Named {
                    field,
                    measure,
                    theirs: theirs.clone(),
                });
            }
            Choice::Scale(said) => {
                if let Some(said) = scale(said) {
                    self.scales.retain(|(field, ..)| *field != said.0);
                    self.scales.push(said);
                }
            }
            Choice::Order(order) => self.order = Order::parse(order),
            Choice::Activity(id) => self.activity = Some(id.clone()),
            Choice::Minutes(minutes) => self.minutes = Some(f64::from(*minutes)),
            Choice::Word(..) | Choice::SkipFile => {}
        }
    }

    /// The columns and the scales, in the syntax of [`Mapping::parse`].
    pub fn written(&self) -> [String; 2] {
        let column = |named: &Named| {
            // One of the person's own ratings is told by its id, which stays when it's renamed.
            let name = match named.field {
                Field::Own(id) => id.to_string(),
                field => roles::name_of(field, named.measure).to_owned(),
            };
            let theirs = named.theirs.as_deref().unwrap_or_default();
            if theirs.contains([',', '=', '"']) {
                format!("{name}=\"{}\"", theirs.replace('"', "\\\""))
            } else {
                format!("{name}={theirs}")
            }
        };
        let scale =
            |(field, worst, best): &(Field, f64, f64)| format!("{}={worst}..{best}", field.name());
        let columns: Vec<String> = self.columns.iter().map(column).collect();
        let scales: Vec<String> = self.scales.iter().map(scale).collect();
        [columns.join(","), scales.join(",")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{self, OwnRating, OwnRatings, Question};

    fn column(ours: &str, theirs: Option<&str>) -> Choice {
        Choice::Column(ours.to_owned(), theirs.map(str::to_owned))
    }

    #[test]
    fn what_was_chosen_can_be_written_and_read_again() {
        let mut mapping = Mapping::default();
        for choice in [
            column("day", Some("When, exactly = \"day\"")),
            column("m_ss", Some("Time")),
            column("activity", None),
            Choice::Scale("mood=-1..1".to_owned()),
            Choice::Scale("calm=10-0".to_owned()),
        ] {
            mapping.choose(&choice);
        }
        let [columns, scales] = mapping.written();
        assert_eq!(
            columns,
            r#"day="When, exactly = \"day\"",m_ss=Time,activity="#
        );
        assert_eq!(Mapping::parse(&columns, &scales), Ok(mapping));
    }

    #[test]
    fn the_column_of_an_own_rating_is_remembered_while_there_is_such_a_rating() {
        let mut mapping = Mapping::default();
        mapping.choose(&column("day", Some("When")));
        let others = mapping.clone();
        let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
        let own = [OwnRating::new("Pain", domain::Measure::ZeroToTen, at)];
        let id = own[0].id;
        mapping.choose(&column(&id.to_string(), Some("Schmerz")));
        let [columns, scales] = mapping.written();
        let again = |own| Mapping::parse_with(&columns, &scales, OwnRatings(own));
        assert_eq!(again(&own), Ok(mapping));
        assert_eq!(again(&[]), Ok(others));
    }

    #[test]
    fn a_later_choice_replaces_an_earlier_one_about_the_same() {
        let mut mapping = Mapping::default();
        let choices = [
            column("mood", Some("A")),
            column("energy", Some("A")),
            column("mood", Some("B")),
            column("note", Some("C")),
            column("note", Some("D")),
            Choice::Scale("mood=1-5".to_owned()),
            Choice::Scale("mood=1-9".to_owned()),
        ];
        for choice in &choices {
            mapping.choose(choice);
        }
        let [columns, scales] = mapping.written();
        assert_eq!(
            (columns.as_str(), scales.as_str()),
            ("energy=A,mood=B,note=C,note=D", "mood=1..9")
        );
        assert_eq!(
            mapping.scale(Field::Rating(Question::Mood)),
            Some((1.0, 9.0))
        );
        mapping.choose(&column("note", None));
        assert_eq!(mapping.written()[0], "energy=A,mood=B,note=");
    }
}
