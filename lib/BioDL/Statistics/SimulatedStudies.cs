using BioDL.Hosting;

namespace BioDL.Statistics;

/// <summary>Studies of normal differences with mean 0 and standard deviation 1, and the shift from which on each would be significant.</summary>
internal static class SimulatedStudies
{
    private const int Subsets = 1_999;

    /// <summary>For each study the smallest shift that the two-sided test shows, sorted; infinite where it never does.</summary>
    public static double[] Needed(PairedTest test, int fields, DesignOptions options)
    {
        var random = new RandomDraws(options.Seed);
        var chosen = new TestOptions { Significance = options.Significance, Draws = Subsets, Seed = options.Seed };
        var t = Paired.Quantile(fields - 1, 1 - options.Significance / 2);
        var outside = SignedRanks.Outside(fields, options.Significance);
        using var progress = Progress.Start("Simulating studies", options.Studies);
        var needed = new double[options.Studies];
        var differences = new double[fields];
        for (var study = 0; study < needed.Length; study++)
        {
            for (var i = 0; i < fields; i++)
                differences[i] = random.Normal();
            needed[study] = -Low(test, differences, chosen, t, outside);
            progress.Step();
        }
        Array.Sort(needed);
        return needed;
    }

    private static double Low(PairedTest test, double[] differences, TestOptions options, double t, int outside) => test switch
    {
        PairedTest.Wilcoxon => SignedRanks.Shift(differences, outside).Low,
        PairedTest.Permutation => SignFlips.Limits(differences, options).Low,
        _ => Summary.Average(differences) - t * Math.Sqrt(Summary.Variance(differences) / differences.Length),
    };
}
