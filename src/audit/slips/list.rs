//! The list of slips, the most plausible first.
//!
//! Of the slips of digits, wrong ones are the most frequent, then exchanged, lost and added ones, then
//! those across a digit and twins (Verhoeff J. Error Detecting Decimal Codes. Mathematical Centre Tracts
//! 29, Amsterdam 1969). Those of rounding, sign, mark and unit come before: few figures fit them by chance.

use super::numeral::Numeral;
use super::origins::{
    cut_off, decimal_as_thousands, digit, exchanged, mark_lost, mark_shifted, marks, neighbour,
    neighbour_digits, not_cut_off, restored, rounded_other_way, rounded_twice, scaled, shortened,
    sign_added, sign_lost, thousands_as_decimal, twin,
};
use super::{Case, Slip};
use crate::metadata::Bilingual;

/// All slips. The next one is an entry: what it is called, and what the hand may have meant.
pub const SLIPS: [Slip; 27] = [
    slip(
        "cut_off",
        "algarismos cortados em vez de arredondados",
        "digits cut off instead of rounded",
        cut_off,
    ),
    slip(
        "not_cut_off",
        "arredondado em vez de cortado",
        "rounded instead of cut off",
        not_cut_off,
    ),
    slip(
        "rounded_twice",
        "arredondado duas vezes",
        "rounded twice",
        rounded_twice,
    ),
    slip(
        "rounded_other_way",
        "último algarismo arredondado para o outro lado",
        "last digit rounded the other way",
        rounded_other_way,
    ),
    slip("sign_lost", "sinal perdido", "sign lost", sign_lost),
    slip("sign_added", "sinal a mais", "sign added", sign_added),
    slip(
        "thousands_as_decimal",
        "separador de milhar lido como vírgula decimal",
        "thousands mark taken for the decimal mark",
        thousands_as_decimal,
    ),
    slip(
        "decimal_as_thousands",
        "vírgula decimal lida como separador de milhar",
        "decimal mark taken for the thousands mark",
        decimal_as_thousands,
    ),
    slip(
        "mark_lost",
        "vírgula decimal perdida",
        "decimal mark lost",
        mark_lost,
    ),
    slip(
        "mark_shifted",
        "vírgula decimal deslocada",
        "decimal mark shifted",
        mark_shifted,
    ),
    slip(
        "percent_as_fraction",
        "percentual impresso como fração",
        "percentage printed as a fraction",
        |case| scaled(case, -2),
    ),
    slip(
        "fraction_as_percent",
        "fração impressa como percentual",
        "fraction printed as a percentage",
        |case| scaled(case, 2),
    ),
    slip(
        "in_thousands",
        "impresso em milhares",
        "printed in thousands",
        |case| scaled(case, -3),
    ),
    slip(
        "times_thousand",
        "multiplicado por mil",
        "multiplied by a thousand",
        |case| scaled(case, 3),
    ),
    slip(
        "in_millions",
        "impresso em milhões",
        "printed in millions",
        |case| scaled(case, -6),
    ),
    slip(
        "times_million",
        "multiplicado por um milhão",
        "multiplied by a million",
        |case| scaled(case, 6),
    ),
    slip("digit", "um algarismo errado", "one digit wrong", digit),
    slip(
        "exchange",
        "dois algarismos vizinhos trocados entre si",
        "two adjacent digits exchanged",
        |case| exchanged(case, 1),
    ),
    slip(
        "single",
        "algarismo duplo escrito uma só vez",
        "a double digit written once",
        |case| restored(case, true),
    ),
    slip(
        "dropped",
        "um algarismo perdido",
        "a digit dropped",
        |case| restored(case, false),
    ),
    slip(
        "doubled",
        "um algarismo escrito duas vezes",
        "a digit written twice",
        |case| shortened(case, true),
    ),
    slip(
        "inserted",
        "um algarismo a mais",
        "a digit too many",
        |case| shortened(case, false),
    ),
    slip(
        "far_exchange",
        "dois algarismos trocados por cima de outro",
        "two digits exchanged across another",
        |case| exchanged(case, 2),
    ),
    slip(
        "twin",
        "um par de algarismos iguais errado",
        "a pair of equal digits wrong",
        twin,
    ),
    slip(
        "neighbour",
        "valor da célula vizinha repetido",
        "the neighbouring cell repeated",
        neighbour,
    ),
    slip(
        "neighbour_digits",
        "algarismos da célula vizinha repetidos",
        "digits of the neighbouring cell repeated",
        neighbour_digits,
    ),
    Slip {
        unreadable: true,
        ..slip(
            "marks",
            "separadores que o estilo não conhece",
            "marks that the style does not know",
            marks,
        )
    },
];

const fn slip(
    id: &'static str,
    pt: &'static str,
    en: &'static str,
    origins: fn(&Case<'_>) -> Vec<Numeral>,
) -> Slip {
    Slip {
        id,
        label: Bilingual { pt, en },
        unreadable: false,
        origins,
    }
}
