//! A small seeded generator that produces the same numbers on every machine.

/// `SplitMix64` (Steele, Lea, Flood 2014): 64 bits of state, wrapping arithmetic only.
#[derive(Clone, Copy, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A generator with the given seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// An integer from 0 to `n` - 1, from the high half of the 128-bit product; 0 if `n` is 0.
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.next() as u128 * n as u128) >> 64) as u64
    }

    /// A number in [0, 1): the high 53 bits.
    pub const fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_1() {
        let mut chance = SplitMix64::new(1);
        let first = [chance.next(), chance.next(), chance.next()];
        assert_eq!(
            first,
            [
                10_451_216_379_200_822_465,
                13_757_245_211_066_428_519,
                17_911_839_290_282_890_590
            ]
        );
        assert!((SplitMix64::new(1).unit() - 0.566_561_575_172).abs() < 1e-12);
    }

    #[test]
    fn below_stays_below() {
        let mut chance = SplitMix64::new(7);
        assert!((0..1000).all(|_| chance.below(3) < 3));
        assert_eq!(chance.below(0), 0);
    }
}
