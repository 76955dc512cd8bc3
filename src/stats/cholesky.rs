//! Cholesky factors of small symmetric matrices; no other linear algebra is needed.

/// The lower factor L of A = L Lᵀ, with A symmetric and positive definite, stored by rows.
#[derive(Clone, Debug)]
pub struct Cholesky {
    size: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// Factors `a` (`size` × `size`, by rows; only the lower half is read).
    ///
    /// `None` if a pivot is at most 1e-9 of its diagonal element: that column is linearly dependent
    /// on the others.
    pub fn new(a: &[f64], size: usize) -> Option<Self> {
        let mut lower = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..=i {
                let (row_i, row_j) = (
                    &lower[i * size..i * size + j],
                    &lower[j * size..j * size + j],
                );
                let rest = a[i * size + j] - dot(row_i, row_j);
                lower[i * size + j] = if i != j {
                    rest / lower[j * size + j]
                } else if rest > 1e-9 * a[i * size + i] {
                    rest.sqrt()
                } else {
                    return None;
                };
            }
        }
        Some(Self { size, lower })
    }

    /// ln |A|.
    pub fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size)
            .map(|i| self.lower[i * self.size + i].ln())
            .sum::<f64>()
    }

    /// L⁻¹ `b`. Its squared norm is bᵀ A⁻¹ b.
    pub fn half_solve(&self, b: &[f64]) -> Vec<f64> {
        let mut z = vec![0.0; self.size];
        for i in 0..self.size {
            let row = &self.lower[i * self.size..=i * self.size + i];
            z[i] = (b[i] - dot(&row[..i], &z[..i])) / row[i];
        }
        z
    }

    /// L⁻ᵀ `z`; for z = L⁻¹ b this is A⁻¹ b.
    pub fn back_solve(&self, z: &[f64]) -> Vec<f64> {
        let mut x = z.to_vec();
        for i in (0..self.size).rev() {
            for j in i + 1..self.size {
                x[i] -= self.lower[j * self.size + i] * x[j];
            }
            x[i] /= self.lower[i * self.size + i];
        }
        x
    }

    /// cᵀ A⁻¹ c.
    pub fn quadratic(&self, c: &[f64]) -> f64 {
        let z = self.half_solve(c);
        dot(&z, &z)
    }
}

/// The dot product of two rows.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_and_measures() {
        let a = [4.0, 2.0, 0.4, 2.0, 3.0, 0.5, 0.4, 0.5, 2.0];
        let factor = Cholesky::new(&a, 3).unwrap();
        let b = [1.0, -2.0, 0.5];
        let x = factor.back_solve(&factor.half_solve(&b));
        for (row, expected) in a.chunks(3).zip(b) {
            assert!((dot(row, &x) - expected).abs() < 1e-14);
        }
        assert!((factor.quadratic(&b) - dot(&b, &x)).abs() < 1e-14);
        let determinant: f64 = 4.0 * (6.0 - 0.25) - 2.0 * (4.0 - 0.2) + 0.4 * (1.0 - 1.2);
        assert!((factor.log_determinant() - determinant.ln()).abs() < 1e-14);
    }

    #[test]
    fn a_repeated_column_has_no_factor() {
        assert!(Cholesky::new(&[1.0, 1.0, 1.0, 1.0], 2).is_none());
        assert!(Cholesky::new(&[f64::NAN], 1).is_none());
    }
}
