//! How a formula enters the list: metadata and one generic function in, ready loops out.

use num_rational::BigRational;
use rust_decimal::Decimal;

use crate::error::Error;
use crate::metadata::Indicator;
use crate::number::Number;
use crate::rows::{
    Column, Errors, ExactColumn, Fault, FloatRows, RowFunction, exact_rows, float_rows,
};

/// An indicator: what it says of itself, and its formula over any number.
pub trait Formula<const A: usize> {
    /// Names, unit, inputs, source.
    const INDICATOR: Indicator;
    /// The formula over the inputs, in the order of the metadata.
    fn value<N: Number>(inputs: [N; A]) -> Result<N, Fault>;
}

/// The one-output function that a formula is to the loops.
struct AsRows<F>(std::marker::PhantomData<F>);

impl<F: Formula<A>, const A: usize> RowFunction<A, 1> for AsRows<F> {
    const DIVIDES: bool = F::INDICATOR.partial;

    fn arguments() -> [&'static str; A] {
        std::array::from_fn(|position| {
            F::INDICATOR
                .inputs
                .get(position)
                .map_or("", |input| input.argument)
        })
    }
    fn values<N: Number>(inputs: [N; A]) -> Result<[N; 1], Fault> {
        F::value(inputs).map(|value| [value])
    }
}

/// The same over inputs that are quotients themselves, rounded to all the digits there are: so is the result.
struct OfQuotients<F>(std::marker::PhantomData<F>);

impl<F: Formula<A>, const A: usize> RowFunction<A, 1> for OfQuotients<F> {
    const DIVIDES: bool = true;

    fn arguments() -> [&'static str; A] {
        AsRows::<F>::arguments()
    }
    fn values<N: Number>(inputs: [N; A]) -> Result<[N; 1], Fault> {
        AsRows::<F>::values(inputs)
    }
}

type FloatLoop = fn(&[Column<'_>], &mut [f64], Option<&mut [u8]>, Errors) -> Result<(), Error>;
type ExactLoop =
    fn(&[ExactColumn<'_>], Option<&mut [u8]>, Errors) -> Result<Vec<Option<Decimal>>, Error>;
type Unrounded = fn(&[BigRational]) -> Result<Result<BigRational, Fault>, Error>;

/// A line of the list.
pub struct Entry {
    /// What the indicator says of itself.
    pub indicator: Indicator,
    float: FloatLoop,
    exact: ExactLoop,
    of_quotients: ExactLoop,
    unrounded: Unrounded,
}

impl Entry {
    /// The entry of a formula.
    #[must_use]
    pub const fn of<F: Formula<A>, const A: usize>() -> Self {
        const {
            assert!(
                F::INDICATOR.inputs.len() == A,
                "an indicator lists one input for each argument of its formula"
            );
        };
        Self {
            indicator: F::INDICATOR,
            float: |columns, out, reasons, errors| {
                float_rows::<AsRows<F>, A, 1>(
                    all::<_, A>(columns)?,
                    FloatRows {
                        outs: [out],
                        reasons,
                    },
                    errors,
                )
            },
            exact: |columns, reasons, errors| {
                exact_rows::<AsRows<F>, A>(all::<_, A>(columns)?, reasons, errors)
            },
            of_quotients: |columns, reasons, errors| {
                exact_rows::<OfQuotients<F>, A>(all::<_, A>(columns)?, reasons, errors)
            },
            unrounded: |inputs| Ok(F::value(all::<_, A>(inputs)?)),
        }
    }

    /// The indicator over columns of floats; `out` is as long as they are, or 1.
    pub fn floats(
        &self,
        columns: &[Column<'_>],
        out: &mut [f64],
        reasons: Option<&mut [u8]>,
        errors: Errors,
    ) -> Result<(), Error> {
        (self.float)(columns, out, reasons, errors)
    }

    /// The indicator over columns of exact decimals.
    pub fn exact(
        &self,
        columns: &[ExactColumn<'_>],
        reasons: Option<&mut [u8]>,
        errors: Errors,
    ) -> Result<Vec<Option<Decimal>>, Error> {
        (self.exact)(columns, reasons, errors)
    }

    /// The indicator over columns of exact decimals of which some are quotients: what does not fit is rounded, as they were.
    pub fn of_quotients(
        &self,
        columns: &[ExactColumn<'_>],
        reasons: Option<&mut [u8]>,
        errors: Errors,
    ) -> Result<Vec<Option<Decimal>>, Error> {
        (self.of_quotients)(columns, reasons, errors)
    }

    /// The indicator of lone numbers, with nothing rounded.
    pub fn unrounded(&self, inputs: &[BigRational]) -> Result<Result<BigRational, Fault>, Error> {
        (self.unrounded)(inputs)
    }
}

fn all<T: Clone, const A: usize>(given: &[T]) -> Result<[T; A], Error> {
    given.to_vec().try_into().map_err(|_| Error::Length {
        argument: "columns".to_owned(),
        found: given.len(),
        expected: A,
    })
}
