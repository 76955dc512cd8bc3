//! Column names in ten languages, and detection of the header row.

use crate::domain::Question;
use crate::domain::units::{MILE, YARD};
use crate::import::cells::dates::{self, Order};
use crate::import::cells::durations::{self, Length, Unit};
use crate::import::cells::numbers::Marks;
use crate::import::cells::{fold, parted};
use crate::import::columns::Field;
use crate::import::flexible::grid::{Grid, most_often};
use std::collections::BTreeSet;

/// Number of rows searched for the header.
const LOOKED_AT: usize = 20;

/// Normalized column names, separated by `|`.
const NAMES: [(Field, &str); 16] = [
    (
        Field::Day,
        "date|day|start|start time|start date|date time|datetime|started|started at|begin|timestamp|when|night of|startdatum|datum uhrzeit|date heure|fecha hora|fecha y hora|data hora|data ora|data godzina|datum|tag|wann|beginn|startzeit|jour|debut|fecha|dia|inicio|data|giorno|dag|dzien|poczatek|dato|starttid|startdato|日付|日期",
    ),
    (
        Field::Time,
        "time|clock|uhrzeit|zeit|heure|hora|ora|tijd|godzina|tid|klockslag|klokkeslæt|時刻|時間",
    ),
    (
        Field::End,
        "end|end time|end date|ended|ended at|finish|finish time|stop|endzeit|enddatum|ende|fin|fim|fine|einde|koniec|slut|sluttid",
    ),
    (Field::Zone, "time zone|timezone|utc offset|tz|zeitzone"),
    (
        Field::Duration,
        "duration|minutes|time taken|length|moving time|elapsed|dauer|minuten|zeit|wie lange|duree|duracion|tiempo|duracao|tempo|durata|duur|czas|minutos|minuti|minuty|minuter|minutter|varaktighet|varighed",
    ),
    (
        Field::Distance,
        "distance|km|miles|metres|meters|strecke|distanz|distancia|distanza|afstand|dystans|kilometer|kilometers|kilometres|meter|metros|metri|distans|stracka|距離",
    ),
    (
        Field::Activity,
        "activity|activity type|sport|sport type|exercise|workout|type|kind|sportart|aktivitat|art|was|activite|actividad|deporte|atividade|esporte|attivita|activiteit|aktywnosc|training|ubung|exercice|entrenamiento|ejercicio|treino|exercicio|allenamento|esercizio|oefening|trening|cwiczenie|aktivitet|traning|motion|活動|運動",
    ),
    (
        Field::Rating(Question::Mood),
        "mood|mood score|feeling|stimmung|laune|humeur|animo|estado de animo|humor|umore|stemming|nastroj|samopoczucie|stemning|気分",
    ),
    (
        Field::Rating(Question::Energy),
        "energy|energie|energia|energi",
    ),
    (
        Field::Rating(Question::Calm),
        "calm|ruhe|calme|calma|rust|spokoj|lugn",
    ),
    (
        Field::SleepHours,
        "sleep hours|hours slept|minutes asleep|time asleep|sleep duration|schlafdauer|heures de sommeil|horas de sueno|horas de sono|ore di sonno|uren slaap|godziny snu|hours of sleep|hours asleep|total sleep|sleep length|stunden schlaf|schlafstunden|duree du sommeil|duracion del sueno|horas dormidas|duracao do sono|durata del sonno|slaapduur|czas snu|dlugosc snu|somnlangd|timmar somn|sovntimer|timers sovn|睡眠時間",
    ),
    (
        Field::Rating(Question::Sleep),
        "sleep|sleep quality|schlaf|schlafqualitat|sommeil|qualite du sommeil|sueno|calidad del sueno|sono|qualidade do sono|sonno|qualita del sonno|slaap|slaapkwaliteit|sen|jakosc snu|somn|somnkvalitet|sovn|sovnkvalitet|睡眠",
    ),
    (
        Field::SleepStart,
        "sleep start|bedtime|bed time|went to bed|fell asleep|asleep at|schlafenszeit|eingeschlafen|coucher|heure du coucher",
    ),
    (
        Field::SleepEnd,
        "sleep end|wake time|wake up time|wakeup time|woke up|woke up at|wake up|aufgewacht|aufgestanden|aufwachzeit|lever|heure du lever",
    ),
    (
        Field::Tags,
        "tags|labels|factors|etiquettes|schlagworte|etiquetas|etichette|etiketten|tagi|taggar",
    ),
    (
        Field::Note,
        "note|notes|comment|journal|notiz|bemerkung|remarque|nota|uwagi|opmerking|comments|remark|remarks|notizen|bemerkungen|kommentar|kommentare|anmerkung|anmerkungen|remarques|commentaire|commentaires|notas|comentario|comentarios|observaciones|observacoes|anotacoes|commento|commenti|annotazioni|opmerkingen|notitie|notities|aantekeningen|notatka|notatki|komentarz|komentarze|anteckning|anteckningar|kommentarer|noter|bemærkninger|メモ|備考",
    ),
];

/// Names for the night as a whole: either hours or a rating.
const NIGHT: &str = "sleep|schlaf|sommeil|sueno|sono|sonno|slaap|sen|somn|sovn|睡眠";

/// Words in names of metadata columns, which describe the row instead of the event.
const BOOKKEEPING: [&str; 15] = [
    "created",
    "updated",
    "modified",
    "entered",
    "edited",
    "exported",
    "imported",
    "synced",
    "deleted",
    "saved",
    "due",
    "birthday",
    "erstellt",
    "geandert",
    "exportiert",
];

/// Words in names of columns that contain a week or a month, whose rows are sums over several days.
const PERIODS: &str = "week|weeks|month|woche|monat|semaine|mois|semana|mes|settimana|mese|maand|tydzien|miesiac|vecka|manad|uge|maned";

/// Words in names of columns that are about the night.
const NIGHTLY: &str =
    "sleep|asleep|slept|bed|wake|woke|waking|schlaf|sommeil|sueno|sono|sonno|slaap|somn|sovn";

/// Whether a normalized name has one of these words, separated by `|`.
fn has_word(name: &str, words: &str) -> bool {
    name.split(' ')
        .any(|word| words.split('|').any(|other| other == word))
}

/// Whether a normalized name is that of a metadata column.
pub(super) fn is_bookkeeping(name: &str) -> bool {
    name.split(' ').any(|word| BOOKKEEPING.contains(&word))
}

/// A parsed column header.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// Original text.
    pub text: String,
    /// Normalized name without the part in parentheses.
    pub name: String,
    /// Text in parentheses.
    pub brackets: String,
}

impl Header {
    /// Parses a header.
    pub(super) fn new(text: &str) -> Self {
        let open = text.find(['(', '[', '（']).or_else(|| {
            text.find('/')
                .filter(|at| text[at + 1..].trim().parse::<u8>().is_ok())
        });
        let (name, brackets) = open.map_or((text, ""), |at| text.split_at(at));
        Self {
            text: crate::domain::sanitize::line(text).trim().to_owned(),
            name: fold(&parted(name)),
            brackets: brackets
                .trim_matches(|sign: char| "()[]（） ".contains(sign))
                .to_owned(),
        }
    }

    /// The scale given in the header: "Mood (1-10)", "/5".
    pub(super) fn scale(&self) -> Option<(f64, f64)> {
        let text = self.brackets.trim();
        if let Some(most) = text.strip_prefix('/') {
            return most
                .trim()
                .parse()
                .ok()
                .filter(|most| *most > 1.0)
                .map(|most| (1.0, most));
        }
        // "Humeur 0-10" has the scale without parentheses.
        let last = self.text.split_whitespace().next_back().unwrap_or_default();
        [text, last].into_iter().find_map(|text| {
            let (worst, best) = text.split_once(['-', '–'])?;
            let (worst, best): (f64, f64) = (worst.trim().parse().ok()?, best.trim().parse().ok()?);
            ((worst - best).abs() >= 1.0).then_some((worst, best))
        })
    }

    /// The unit of time given in the header, in parentheses or as a separate word.
    pub(super) fn unit(&self) -> Option<Unit> {
        let words = self.name.split(' ').filter(|word| word.len() > 2);
        Unit::of_word(&self.brackets).or_else(|| words.rev().find_map(Unit::of_word))
    }

    /// The unit of length given in the header, in meters.
    pub(super) fn meters(&self) -> Option<f64> {
        let of = |word: &str| meters_of(word);
        of(&self.brackets).or_else(|| {
            self.name
                .split(' ')
                .rev()
                .filter(|word| word.len() > 1)
                .find_map(of)
        })
    }

    /// Whether the header says that times are in UTC.
    pub(super) fn is_utc(&self) -> bool {
        let has = |text: &str| {
            fold(text)
                .split(' ')
                .any(|word| word == "utc" || word == "gmt")
        };
        has(&self.name) || has(&self.brackets)
    }

    /// Whether the header names the night as a whole.
    pub(super) fn is_night(&self) -> bool {
        NIGHT.split('|').any(|name| name == self.name)
    }

    /// Whether the column contains weeks or months instead of days.
    pub(super) fn is_period(&self) -> bool {
        has_word(&self.name, PERIODS)
    }

    /// Possible roles by name, with the match quality: 3 for the entire name, 2 for its last words, 1 for a match
    /// anywhere, 0 for metadata columns.
    pub(super) fn fields(&self) -> (u8, BTreeSet<Field>) {
        let (mut best, mut fields) = (0, BTreeSet::new());
        let spaced = format!(" {} ", self.name);
        let is_inside = |name: &str| {
            let mut places = spaced.match_indices(name);
            places.any(|(at, _)| {
                spaced[..at].ends_with(' ') && spaced[at + name.len()..].starts_with(' ')
            })
        };
        for (field, names) in NAMES {
            for name in names.split('|') {
                let rank = if self.name == name {
                    3
                } else if self
                    .name
                    .strip_suffix(name)
                    .is_some_and(|rest| rest.ends_with(' '))
                {
                    2
                } else if is_inside(name) {
                    1
                } else {
                    continue;
                };
                if rank > best {
                    fields.clear();
                }
                best = best.max(rank);
                if rank == best {
                    fields.insert(field);
                }
            }
        }
        // A time of day of the night is not the entry's, and the first day of a week does not date a session.
        if best < 3 && has_word(&self.name, NIGHTLY) {
            fields.retain(|field| !matches!(field, Field::Day | Field::Time | Field::End));
        }
        if self.is_period() {
            fields.remove(&Field::Day);
        }
        // Time of day versus duration is decided by the cells; any other ambiguous name has no role.
        let either = fields
            .iter()
            .all(|field| matches!(field, Field::Time | Field::Duration));
        if fields.len() > 1 && !either {
            fields.clear();
        }
        let rank = if is_bookkeeping(&self.name) { 0 } else { best };
        (rank, fields)
    }
}

/// Meters per unit of length.
pub(super) fn meters_of(word: &str) -> Option<f64> {
    match fold(word).as_str() {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" | "kilometro"
        | "kilometros" => Some(1000.0),
        "m" | "metre" | "metres" | "meter" | "meters" | "metros" | "metri" | "metry" => Some(1.0),
        "mi" | "mile" | "miles" | "meilen" | "meile" | "millas" | "milhas" | "miglia"
        | "mile lub" => Some(MILE),
        "yd" | "yds" | "yard" | "yards" => Some(YARD),
        _ => None,
    }
}

/// A table's header and where its data starts.
#[derive(Debug)]
pub(super) struct FoundHeader {
    /// Headers; numbers if there is no header row.
    pub headers: Vec<Header>,
    /// Line of the header.
    pub header_line: Option<u64>,
    /// Number of title rows above it.
    pub titles: usize,
    /// Index of the first row below it.
    pub first: usize,
}

/// Whether a cell is a date, a time or a number.
pub(super) fn is_data(cell: &str) -> bool {
    let marks = Marks::default();
    marks.read(cell).is_some()
        || [Order::DayFirst, Order::MonthFirst]
            .iter()
            .any(|order| dates::read(cell, *order).is_some())
        || matches!(
            durations::read(cell, marks),
            Some(Length::Seconds(_) | Length::TwoParts(..))
        )
}

/// Finds the header: the first row with two known names and the most common width; otherwise the first row of that
/// width without a date or number; otherwise there is no header.
pub(super) fn find(grid: &Grid) -> FoundHeader {
    let widths: Vec<usize> = grid.rows.iter().map(|row| width(&row.cells)).collect();
    let most = most_often(&widths);
    let looked_at = || grid.rows.iter().enumerate().take(LOOKED_AT);
    let known = |cells: &csv::StringRecord| {
        let fields = cells
            .iter()
            .filter(|cell| !Header::new(cell).fields().1.is_empty());
        fields.count()
    };
    let fits =
        |cells: &csv::StringRecord| width(cells) >= most.min(2) && (width(cells) + 1 >= most);
    let by_name = looked_at().find(|(_, row)| fits(&row.cells) && known(&row.cells) >= 2);
    let by_look =
        || looked_at().find(|(_, row)| fits(&row.cells) && !row.cells.iter().any(is_data));
    match by_name.or_else(by_look) {
        Some((place, row)) => FoundHeader {
            headers: row.cells.iter().map(Header::new).collect(),
            header_line: Some(row.line),
            titles: place,
            first: place + 1,
        },
        None => FoundHeader {
            headers: (1..=most)
                .map(|number| Header::new(&number.to_string()))
                .collect(),
            header_line: None,
            titles: 0,
            first: 0,
        },
    }
}

/// Number of cells in a row, without trailing empty ones.
fn width(cells: &csv::StringRecord) -> usize {
    let told = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty());
    told.last().map_or(0, |(last, _)| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(header: &str) -> Option<Field> {
        let (_, fields) = Header::new(header).fields();
        fields.first().copied().filter(|_| fields.len() == 1)
    }

    #[test]
    fn columns_are_known_by_their_names_in_any_language() {
        for (header, expected) in [
            ("Stimmung (1-10)", Field::Rating(Question::Mood)),
            ("Évaluation de l'humeur", Field::Rating(Question::Mood)),
            ("start_time", Field::Day),
            ("Sleep Notes", Field::Note),
            ("rating.mood", Field::Rating(Question::Mood)),
            ("Schlafdauer", Field::SleepHours),
            ("Ended at: Stop", Field::End),
        ] {
            assert_eq!(field(header), Some(expected), "{header}");
        }
        for header in ["Price", "Mood and energy of both", ""] {
            assert_eq!(field(header), None, "{header}");
        }
        assert_eq!(Header::new("Zeit").fields().1.len(), 2);
    }

    #[test]
    fn headers_tell_scales_and_units() {
        assert_eq!(Header::new("Mood (1-10)").scale(), Some((1.0, 10.0)));
        assert_eq!(Header::new("Humeur 0-10").scale(), Some((0.0, 10.0)));
        assert_eq!(Header::new("Mood /5").scale(), Some((1.0, 5.0)));
        assert_eq!(Header::new("Mood").scale(), None);
        assert_eq!(Header::new("Dauer (Min.)").unit(), Some(Unit::Minutes));
        assert_eq!(Header::new("Minutes").unit(), Some(Unit::Minutes));
        assert_eq!(Header::new("Distance (mi)").meters(), Some(MILE));
        assert_eq!(Header::new("Miles").meters(), Some(MILE));
        assert!(Header::new("Start (UTC)").is_utc());
    }
}
