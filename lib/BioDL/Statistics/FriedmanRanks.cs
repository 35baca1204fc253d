using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>Ranks within fields, Friedman's statistic, and its distribution over all ways to order each field's scores.</summary>
internal sealed class FriedmanRanks
{
    private const int MostSteps = 4_000_000;
    private const int MostMethodsListed = 5;
    private const int RandomOrders = 99_999;
    private const int BitsPerSum = 12;

    private readonly double[][] rows;
    private readonly double tieCorrection;

    private FriedmanRanks(double[][] rows, double tieCorrection)
    {
        (this.rows, this.tieCorrection) = (rows, tieCorrection);
        Sums = [.. Enumerable.Range(0, rows[0].Length).Select(method => rows.Sum(row => row[method]))];
    }

    /// <summary>Sum of each method's ranks.</summary>
    public double[] Sums { get; }

    public double ChiSquare => 12 * Squares(Sums) / (rows.Length * Methods * (Methods + 1.0)) / tieCorrection;

    /// <summary>Iman and Davenport's F; infinite when every field ranks the methods alike.</summary>
    public double F => rows.Length * (Methods - 1) - ChiSquare is var rest && rest > 1e-9 ? (rows.Length - 1) * ChiSquare / rest : double.PositiveInfinity;

    private int Methods => rows[0].Length;

    public static FriedmanRanks Of(ScoreTable table, Better better)
    {
        var sign = better == Better.Higher ? -1 : 1;
        double n = table.Fields, k = table.Methods.Length;
        var rows = Enumerable.Range(0, table.Fields).Select(field => Ranks.Of([.. table.Row(field).Select(score => sign * score)])).ToArray();
        var ties = Enumerable.Range(0, table.Fields).Sum(field => Ranks.TieSum(table.Row(field)));
        return ties < n * (k * k * k - k)
            ? new FriedmanRanks(rows, 1 - ties / (n * (k * k * k - k)))
            : throw new ArgumentException("Within every field all methods have the same score; expected some that differ. Test equivalence on a margin instead.", nameof(table));
    }

    public (double P, bool Exact) PermutationP() => ListedP() is { } p ? (p, true) : (RandomP(), false);

    /// <summary>
    /// The distribution of the methods' rank sums, field by field. The statistic doesn't mind which method is which, so that sums are kept in order; null when there are too many.
    /// </summary>
    private double? ListedP()
    {
        if (Methods > MostMethodsListed || 2 * Methods * rows.Length >= 1 << BitsPerSum)
            return null;
        var orders = Orders(Methods);
        var states = new Dictionary<ulong, double> { [0] = 1 };
        var steps = 0L;
        foreach (var row in rows)
        {
            if ((steps += (long)states.Count * orders.Length) > MostSteps)
                return null;
            states = Next(states, [.. row.Select(rank => (int)Math.Round(2 * rank))], orders);
        }
        var seen = Squares(Sums);
        return Math.Min(1, states.Where(state => Squares(Unpack(state.Key)) >= seen - 1e-6).Sum(state => state.Value));
    }

    private Dictionary<ulong, double> Next(Dictionary<ulong, double> states, int[] doubledRanks, int[][] orders)
    {
        var next = new Dictionary<ulong, double>();
        var sums = new int[Methods];
        foreach (var (state, chance) in states)
        {
            foreach (var order in orders)
            {
                for (var method = 0; method < sums.Length; method++)
                    sums[method] = (int)(state >> method * BitsPerSum & (1 << BitsPerSum) - 1) + doubledRanks[order[method]];
                Array.Sort(sums);
                var key = 0UL;
                for (var method = 0; method < sums.Length; method++)
                    key |= (ulong)sums[method] << method * BitsPerSum;
                next[key] = next.GetValueOrDefault(key) + chance / orders.Length;
            }
        }
        return next;
    }

    private double RandomP()
    {
        var random = new RandomDraws(1);
        var seen = Squares(Sums);
        var extreme = 1;
        var sums = new double[Methods];
        var row = new double[Methods];
        for (var draw = 0; draw < RandomOrders; draw++)
        {
            Array.Clear(sums);
            foreach (var ranks in rows)
            {
                ranks.CopyTo(row, 0);
                random.Shuffle(row);
                for (var method = 0; method < row.Length; method++)
                    sums[method] += row[method];
            }
            extreme += Squares(sums) >= seen - 1e-6 ? 1 : 0;
        }
        return extreme / (RandomOrders + 1.0);
    }

    private double Squares(double[] sums)
    {
        var middle = rows.Length * (Methods + 1) / 2.0;
        return sums.Sum(sum => (sum - middle) * (sum - middle));
    }

    private double[] Unpack(ulong state) => [.. Enumerable.Range(0, Methods).Select(method => (state >> method * BitsPerSum & (1 << BitsPerSum) - 1) / 2.0)];

    internal static int[][] Orders(int count) => count == 1 ? [[0]]
        : [.. Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]))];

    /// <summary>p by the chi-squared and by the F distribution.</summary>
    public static (double ChiSquare, double F) Approximate(double chiSquare, double f, int methods, int fields) => (
        1 - ChiSquared.CDF(methods - 1, chiSquare),
        double.IsPositiveInfinity(f) ? 0 : 1 - FisherSnedecor.CDF(methods - 1, (methods - 1.0) * (fields - 1), f));
}
