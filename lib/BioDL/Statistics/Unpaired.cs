namespace BioDL.Statistics;

/// <summary>Do two independent samples differ? For scores on the same fields use <see cref="Paired"/>. Average groups first: <c>Summary.ByGroup</c>.</summary>
public static class Unpaired
{
    private const double MostListed = 200_000;

    /// <summary>
    /// The permutation test (Fisher 1935; Pitman 1937) of the difference of means: were there no difference, every division of all values into samples of these sizes would be as likely. All divisions
    /// are tried when there are at most 200,000, else random ones, p = (b + 1) / (m + 1). The two-sided p doubles the smaller tail. The interval holds the shifts that the test would not reject.
    /// </summary>
    /// <param name="a">One sample, at least 2 values.</param>
    /// <param name="b">The other.</param>
    /// <param name="options">Alternative, level, draws and seed.</param>
    /// <exception cref="ArgumentException">Fewer than 2 values in a sample, a number that is not finite, or values that are all equal.</exception>
    public static TestResult Permutation(IReadOnlyList<double> a, IReadOnlyList<double> b, TestOptions? options = null)
    {
        double[] first = Require.Numbers(a, nameof(a), 2), second = Require.Numbers(b, nameof(b), 2);
        if (first.Concat(second).All(value => value == first[0]))
            throw new ArgumentException($"All values of a and b are {Wording.Number(first[0])}; expected values that vary. Was the same score given to every image?", nameof(b));
        var chosen = (options ?? new TestOptions()).Checked();
        var divisions = new Divisions(first, second);
        var exact = divisions.Number <= MostListed;
        divisions.Try(exact, chosen);
        var (low, high) = Inversion.Limits([.. divisions.Shifts], divisions.Always, chosen.Significance);
        return new TestResult
        {
            Test = exact ? "permutation test, all divisions" : FormattableString.Invariant($"permutation test, {chosen.Draws:#,0} random divisions"),
            Quantity = "Difference of means",
            Estimate = divisions.Seen,
            Low = low,
            High = high,
            StatisticName = "difference",
            Statistic = divisions.Seen,
            P = chosen.Choose(divisions.AtLeast / (double)divisions.Tried, divisions.AtMost / (double)divisions.Tried),
            Units = first.Length + second.Length,
            Size = $"{first.Length} and {second.Length} values",
            Options = chosen,
            Cautions = exact && 2 / divisions.Number > chosen.Significance
                ? [$"With {first.Length} and {second.Length} values the test can hardly be significant at {Wording.Number(chosen.Significance)}: there are only {divisions.Number} divisions."] : [],
        };
    }

    /// <summary>Divisions of all values into two samples, and which of them are as extreme as the one that was seen.</summary>
    private sealed class Divisions
    {
        private readonly double[] all;
        private readonly int first;
        private readonly double slack;
        private readonly double total;

        public Divisions(double[] first, double[] second)
        {
            all = [.. first, .. second];
            this.first = first.Length;
            slack = 1e-12 * all.Sum(Math.Abs);
            total = all.Sum();
            Seen = Summary.Average(first) - Summary.Average(second);
            Number = MathNet.Numerics.SpecialFunctions.Binomial(all.Length, first.Length);
        }

        public double Seen { get; }

        public double Number { get; }

        public long Tried { get; private set; }

        public long AtLeast { get; private set; }

        public long AtMost { get; private set; }

        public long Always { get; private set; }

        public List<double> Shifts { get; } = [];

        public void Try(bool exact, TestOptions options)
        {
            if (exact)
                TryAll(0, 0, 0, 0);
            else
                TryRandom(options);
        }

        private void TryAll(int next, int taken, int own, double sum)
        {
            if (taken == first)
                Count(own, sum);
            else if (all.Length - next >= first - taken)
            {
                TryAll(next + 1, taken + 1, own + (next < first ? 1 : 0), sum + all[next]);
                TryAll(next + 1, taken, own, sum);
            }
        }

        private void TryRandom(TestOptions options)
        {
            var random = new RandomDraws(options.Seed);
            Count(first, all.Take(first).Sum());
            int[] order = [.. Enumerable.Range(0, all.Length)];
            for (var draw = 0; draw < options.Draws; draw++)
            {
                var (own, sum) = (0, 0.0);
                for (var i = 0; i < first; i++)
                {
                    var other = i + random.Below(order.Length - i);
                    (order[i], order[other]) = (order[other], order[i]);
                    own += order[i] < first ? 1 : 0;
                    sum += all[order[i]];
                }
                Count(own, sum);
            }
        }

        /// <summary>A sample with <paramref name="own"/> of its own values changes by (1 − c) δ less than the one seen when a is shifted by δ, c = own/n₁ − (n₁ − own)/n₂.</summary>
        private void Count(int own, double sum)
        {
            int second = all.Length - first;
            var difference = sum / first - (total - sum) / second;
            Tried++;
            AtLeast += difference >= Seen - slack ? 1 : 0;
            AtMost += difference <= Seen + slack ? 1 : 0;
            if (own == first)
                Always++;
            else
                Shifts.Add((Seen - difference) / (1 - (own / (double)first - (first - own) / (double)second)));
        }
    }
}
