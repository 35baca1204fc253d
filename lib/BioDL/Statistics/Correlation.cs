using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>A rank correlation, how sure it is, and a test of there being none.</summary>
public sealed record CorrelationResult : Finding
{
    /// <summary>"Spearman's ρ", or "Kendall's τ_b".</summary>
    public required string Quantity { get; init; }

    /// <summary>The correlation with its BCa bootstrap interval.</summary>
    public required Interval Interval { get; init; }

    /// <summary>Chance of a correlation at least as extreme if the two had nothing to do with each other.</summary>
    public required double P { get; init; }

    /// <summary>How p was found.</summary>
    public required string Test { get; init; }

    /// <summary>The correlation, −1 to 1.</summary>
    public double Estimate => Interval.Estimate;

    /// <inheritdoc/>
    protected override string Sentence =>
        $"{Quantity} = {Wording.Number(Estimate)} ({Wording.Interval(Interval.Low, Interval.High, Interval.Confidence)}, n = {Interval.Units}); {Test}: {Wording.P(P)}. "
        + "A correlation says nothing of agreement or cause.";
}

/// <summary>Do two quantities rise together? By ranks, so that neither need be normal nor the relation straight.</summary>
public static class Correlation
{
    private const int MostListed = 9;
    private const int MostPairs = 1000;
    private const int MostKendallDraws = 60;
    private const int MostInversions = 200;

    /// <summary>
    /// Spearman's ρ (1904): Pearson's correlation of the ranks, ties sharing theirs. p by all n! orders up to n = 9, else by random ones.
    /// </summary>
    /// <param name="first">One quantity, 3 to 1,000 units.</param>
    /// <param name="second">The other, of the same units in the same order.</param>
    /// <param name="groups">The group of each unit: groups are averaged first.</param>
    /// <param name="options">Alternative (greater: they rise together), level, draws and seed.</param>
    /// <exception cref="ArgumentException">Too few units, a number that is not finite, lists of different length, or a quantity that doesn't vary.</exception>
    public static CorrelationResult Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second, IReadOnlyList<string>? groups = null, TestOptions? options = null)
    {
        var (x, y, chosen) = Prepare(first, second, groups, options);
        double[] ranksX = Ranks.Of(x), ranksY = Ranks.Of(y);
        var (atLeast, atMost) = Orders(ranksX, ranksY, Product, chosen);
        return Result("Spearman's ρ", x, y, (a, b) => Pearson(Ranks.Of(a), Ranks.Of(b)), chosen) with { P = chosen.Choose(atLeast, atMost), Test = OrdersTest(x.Length, chosen) };
    }

    /// <summary>
    /// Kendall's τ_b (1945): S / √((N − T_x)(N − T_y)), S the concordant less the discordant of N = n(n − 1)/2 pairs, T the pairs tied in x, in y. p is exact without ties (up to n = 200) and up
    /// to n = 9, else by random orders up to n = 60, else by the normal approximation with ties.
    /// </summary>
    /// <param name="first">One quantity, 3 to 1,000 units.</param>
    /// <param name="second">The other, of the same units in the same order.</param>
    /// <param name="groups">The group of each unit: groups are averaged first.</param>
    /// <param name="options">Alternative (greater: they rise together), level, draws and seed.</param>
    /// <exception cref="ArgumentException">Too few units, a number that is not finite, lists of different length, or a quantity that doesn't vary.</exception>
    public static CorrelationResult Kendall(IReadOnlyList<double> first, IReadOnlyList<double> second, IReadOnlyList<string>? groups = null, TestOptions? options = null)
    {
        var (x, y, chosen) = Prepare(first, second, groups, options);
        var untied = Ranks.TieSum(x) == 0 && Ranks.TieSum(y) == 0;
        var (tails, test) = x.Length > MostListed && untied && x.Length <= MostInversions ? (Inversions(x.Length, Concordance(x, y)), "exact")
            : x.Length <= MostKendallDraws ? (Orders(x, y, Concordance, chosen), OrdersTest(x.Length, chosen))
            : (KendallNormal(x, y), "normal approximation");
        return Result("Kendall's τ_b", x, y, TauB, chosen) with { P = chosen.Choose(tails.AtLeast, tails.AtMost), Test = test };
    }

    internal static double TauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var tied = (X: 0L, Y: 0L);
        for (var i = 1; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
                tied = (tied.X + (x[i] == x[j] ? 1 : 0), tied.Y + (y[i] == y[j] ? 1 : 0));
        }
        var pairs = x.Length * (x.Length - 1L) / 2;
        return Concordance(x, y) / Math.Sqrt((pairs - tied.X) * (double)(pairs - tied.Y));
    }

    internal static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double meanX = Summary.Average(x), meanY = Summary.Average(y), xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            (xx, yy, xy) = (xx + dx * dx, yy + dy * dy, xy + dx * dy);
        }
        return xx == 0 || yy == 0 ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }

    private static double Concordance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0;
        for (var i = 1; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
                sum += Order(x[i], x[j]) * Order(y[i], y[j]);
        }
        return sum;
    }

    private static int Order(double one, double other) => (one > other ? 1 : 0) - (one < other ? 1 : 0);

    private static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    private static (double[] X, double[] Y, TestOptions Options) Prepare(IReadOnlyList<double> first, IReadOnlyList<double> second, IReadOnlyList<string>? groups, TestOptions? options)
    {
        double[] x = Evidence.Of(first, groups, nameof(first), 3).Values, y = Evidence.Of(second, groups, nameof(second), 3).Values;
        Require.SameLength(first.Count, second.Count, nameof(first), nameof(second));
        Require.Within(x.Length, 3, MostPairs, "The number of units");
        foreach (var (values, name) in new[] { (x, nameof(first)), (y, nameof(second)) })
        {
            if (values.All(value => value == values[0]))
                throw new ArgumentException($"All {values.Length} values of {name} are {Wording.Number(values[0])}; expected values that vary, since ranks need an order.", name);
        }
        return (x, y, (options ?? new TestOptions()).Checked());
    }

    private static CorrelationResult Result(string quantity, double[] x, double[] y, PairStatistic statistic, TestOptions options)
    {
        var interval = Bootstrap.OfPairs([.. x.Zip(y)], statistic, null, new BootstrapOptions { Confidence = options.Confidence, Seed = options.Seed }) with { Quantity = quantity };
        return new CorrelationResult { Quantity = quantity, Interval = interval, P = 1, Test = "", Cautions = interval.Cautions };
    }

    private static string OrdersTest(int count, TestOptions options) =>
        count <= MostListed ? "permutation test, all orders" : FormattableString.Invariant($"permutation test, {options.Draws:#,0} random orders");

    private static (double AtLeast, double AtMost) Orders(double[] x, double[] y, PairStatistic statistic, TestOptions options)
    {
        var seen = statistic(x, y);
        var slack = 1e-9 * Math.Max(1, Math.Abs(seen));
        double atLeast = 0, atMost = 0, tried = 0;
        if (x.Length <= MostListed)
            Permute([.. y], y.Length);
        else
            Draw();
        return (atLeast / tried, atMost / tried);

        void Count(double[] order)
        {
            var value = statistic(x, order);
            (tried, atLeast, atMost) = (tried + 1, atLeast + (value >= seen - slack ? 1 : 0), atMost + (value <= seen + slack ? 1 : 0));
        }

        void Draw()
        {
            var random = new RandomDraws(options.Seed);
            double[] order = [.. y];
            Count(order);
            for (var draw = 0; draw < options.Draws; draw++)
            {
                random.Shuffle(order);
                Count(order);
            }
        }

        void Permute(double[] order, int count)
        {
            if (count == 1)
                Count(order);
            for (var i = 0; i < count && count > 1; i++)
            {
                (order[i], order[count - 1]) = (order[count - 1], order[i]);
                Permute(order, count - 1);
                (order[i], order[count - 1]) = (order[count - 1], order[i]);
            }
        }
    }

    /// <summary>The chances of every number of discordant pairs among n! orders: the i-th value is passed by 0 to i − 1 others, each as likely.</summary>
    private static (double AtLeast, double AtMost) Inversions(int count, double concordance)
    {
        double[] chances = [1];
        for (var i = 2; i <= count; i++)
        {
            var next = new double[chances.Length + i - 1];
            for (var n = 0; n < chances.Length; n++)
            {
                for (var passed = 0; passed < i; passed++)
                    next[n + passed] += chances[n] / i;
            }
            chances = next;
        }
        var discordant = (int)((chances.Length - 1 - concordance) / 2);
        return (chances.Take(discordant + 1).Sum(), chances.Skip(discordant).Sum());
    }

    private static (double AtLeast, double AtMost) KendallNormal(double[] x, double[] y)
    {
        double n = x.Length, pairs = n * (n - 1);
        double Sum(double[] values, Func<double, double> term) => Ranks.Ties([.. values.Order()]).Sum(run => term(run.End - run.Start));
        double Variance(double[] values) => Sum(values, t => t * (t - 1) * (2 * t + 5));
        double Threes(double[] values) => Sum(values, t => t * (t - 1) * (t - 2));
        double Twos(double[] values) => Sum(values, t => t * (t - 1));
        var variance = (pairs * (2 * n + 5) - Variance(x) - Variance(y)) / 18 + Twos(x) * Twos(y) / (2 * pairs) + Threes(x) * Threes(y) / (9 * pairs * (n - 2));
        var z = Concordance(x, y) / Math.Sqrt(variance);
        return (Normal.CDF(0, 1, -z), Normal.CDF(0, 1, z));
    }
}
