using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class MultiplicityTests
{
    /// <summary>Sorted 0.01, 0.02, 0.03, 0.5.</summary>
    private static readonly double[] P = [0.03, 0.01, 0.5, 0.02];

    [Fact]
    public void Holm_by_hand() => Near(Multiplicity.Holm(P), 0.06, 0.04, 0.5, 0.06); // 4 · 0.01; 3 · 0.02; 2 · 0.03; 1 · 0.5, each at least the one before

    [Fact]
    public void Benjamini_and_Hochberg_by_hand() => Near(Multiplicity.BenjaminiHochberg(P), 0.04, 0.04, 0.5, 0.04); // 4 · 0.01 / 1, 4 · 0.02 / 2, 4 · 0.03 / 3, 4 · 0.5 / 4

    [Fact]
    public void Bonferroni_by_hand() => Near(Multiplicity.Bonferroni(P), 0.12, 0.04, 1, 0.08);

    [Fact]
    public void Later_ones_are_never_smaller_than_earlier_ones_after_Holm() => Near(Multiplicity.Holm([0.01, 0.011, 0.011]), 0.03, 0.03, 0.03);

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("p holds 1.5 at position 1 (counted from 0); expected values from 0 to 1.", Assert.Throws<ArgumentException>(() => Multiplicity.Holm([0.1, 1.5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Multiplicity.Bonferroni([]));
        Assert.Throws<ArgumentException>(() => Multiplicity.BenjaminiHochberg([double.NaN]));
    }

    private static void Near(IReadOnlyList<double> actual, params double[] expected) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));
}
