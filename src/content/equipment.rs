//! Equipment a person may or may not have, and what a routine needs of it.

use crate::content::activities::named;
use crate::domain::Routine;

/// The setting with the equipment a person doesn't have: names separated by commas, or `none`.
pub const LACKS: &str = "about:equipment";

/// Equipment that not every home has. Other things a routine names, such as a wall or a bed, are never asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equipment {
    /// A mat.
    Mat,
    /// A chair.
    Chair,
    /// A resistance band.
    Band,
    /// Dumbbells or other weights.
    Dumbbells,
    /// A bicycle.
    Bike,
}

impl Equipment {
    /// All of it.
    pub const ALL: [Self; 5] = [
        Self::Mat,
        Self::Chair,
        Self::Band,
        Self::Dumbbells,
        Self::Bike,
    ];

    /// Lowercase name, as stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mat => "mat",
            Self::Chair => "chair",
            Self::Band => "band",
            Self::Dumbbells => "dumbbells",
            Self::Bike => "bike",
        }
    }

    /// Why something that needs it isn't suggested.
    pub(crate) const fn why_not(self) -> &'static str {
        match self {
            Self::Mat => "Needs a mat, which you don't have.",
            Self::Chair => "Needs a chair, which you don't have.",
            Self::Band => "Needs a band, which you don't have.",
            Self::Dumbbells => "Needs dumbbells, which you don't have.",
            Self::Bike => "Needs a bicycle, which you don't have.",
        }
    }

    /// The equipment with this name, singular or plural.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let words: [(&str, Self); 10] = [
            ("mat", Self::Mat),
            ("mats", Self::Mat),
            ("chair", Self::Chair),
            ("chairs", Self::Chair),
            ("band", Self::Band),
            ("bands", Self::Band),
            ("dumbbell", Self::Dumbbells),
            ("dumbbells", Self::Dumbbells),
            ("bike", Self::Bike),
            ("bicycle", Self::Bike),
        ];
        let known = words.into_iter().find(|(word, _)| *word == name);
        known.map(|(_, equipment)| equipment)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The equipment a person doesn't have; by default they have everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lacks(u8);

impl Lacks {
    /// Parses `mat,bike`; unknown words are ignored.
    pub fn read(text: &str) -> Self {
        let named = text.split(',').filter_map(Equipment::named);
        Self(named.fold(0, |bits, equipment| bits | equipment.bit()))
    }

    /// Everything but what is in `owned`.
    pub fn all_but(owned: &[Equipment]) -> Self {
        let missing = Equipment::ALL.iter().filter(|one| !owned.contains(one));
        Self(missing.fold(0, |bits, equipment| bits | equipment.bit()))
    }

    /// Whether `equipment` is missing.
    pub const fn has(self, equipment: Equipment) -> bool {
        self.0 & equipment.bit() != 0
    }

    /// The setting's value.
    pub fn words(self) -> String {
        let missing = Equipment::ALL.into_iter().filter(|one| self.has(*one));
        let words: Vec<&str> = missing.map(Equipment::word).collect();
        if words.is_empty() {
            "none".to_owned()
        } else {
            words.join(",")
        }
    }

    /// The first thing that `routine` needs and the person lacks.
    pub fn missing_for(self, routine: &Routine) -> Option<Equipment> {
        if self.0 == 0 {
            return None;
        }
        Equipment::ALL
            .into_iter()
            .find(|equipment| self.has(*equipment) && needs(routine, *equipment))
    }
}

/// Whether `routine` can't be done without `equipment`. `mat or carpet` needs neither.
pub fn needs(routine: &Routine, equipment: Equipment) -> bool {
    let is_named = |item: &String| {
        let words = item.split(|letter: char| !letter.is_alphabetic());
        let words: Vec<&str> = words.collect();
        !words.contains(&"or")
            && words
                .iter()
                .any(|word| Equipment::named(word) == Some(equipment))
    };
    let is_ride = || {
        equipment == Equipment::Bike
            && named(&routine.activity).is_some_and(|activity| activity.category == "bike")
    };
    routine.equipment.iter().any(is_named) || is_ride()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::about::about;
    use crate::content::routines::routine;

    #[test]
    fn what_a_routine_needs_is_read_from_its_words() {
        let needs = |id: &str| {
            let routine = routine(id).unwrap();
            Equipment::ALL
                .into_iter()
                .filter(|one| needs(routine, *one))
                .collect::<Vec<_>>()
        };
        assert_eq!(needs("chair-8"), [Equipment::Chair]);
        assert_eq!(needs("walk-10"), []);
        let ride = Routine::own_activity("cycling", "Ride", 600);
        assert_eq!(
            Lacks::read("bike").missing_for(&ride),
            Some(Equipment::Bike)
        );
        let either = Routine {
            equipment: vec!["mat or carpet".into(), "your own music".into()],
            ..Routine::free("yoga", "Yoga", 600)
        };
        assert_eq!(Lacks::all_but(&[]).missing_for(&either), None);
    }

    #[test]
    fn the_setting_reads_what_it_writes() {
        for owned in [&[][..], &[Equipment::Mat], &Equipment::ALL] {
            let lacks = Lacks::all_but(owned);
            assert_eq!(Lacks::read(&lacks.words()), lacks);
        }
        assert_eq!(Lacks::read("none"), Lacks::default());
        assert_eq!(Lacks::all_but(&Equipment::ALL).words(), "none");
    }

    #[test]
    fn the_question_names_all_of_it() {
        let question = about()
            .questions
            .iter()
            .find(|question| question.id == LACKS)
            .unwrap();
        let values = question
            .options
            .iter()
            .map(|option| Equipment::named(&option.value));
        assert_eq!(values.collect::<Option<Vec<_>>>().unwrap(), Equipment::ALL);
    }
}
