using System.Globalization;

namespace BioDL.Images;

/// <summary>
/// Work on bands of rows, several at a time. A band writes nothing but its own rows, so that results never depend on the number of threads.
/// </summary>
internal static class Threads
{
    private const int PixelsPerBand = 1 << 15;

    private static readonly ParallelOptions Options = new() { MaxDegreeOfParallelism = Number() };

    /// <summary>Calls <paramref name="work"/> with the first row and the row after the last of each band.</summary>
    public static void OverRows(int height, int width, Action<int, int> work) => OverRows(height, width, fewest: 1, work);

    /// <summary>The same in bands of at least so many rows: for work that needs the rows around its band too.</summary>
    public static void OverRows(int height, int width, int fewest, Action<int, int> work)
    {
        var rows = Math.Max(fewest, PixelsPerBand / width);
        var bands = (height + rows - 1) / rows;
        if (bands == 1)
            work(0, height);
        else
            Parallel.For(0, bands, Options, band => work(band * rows, Math.Min(height, (band + 1) * rows)));
    }

    /// <summary>
    /// Calls <paramref name="work"/> once for each number from 0, with tools (buffers, say) that each thread makes for itself. What a call gives may depend
    /// on its number only, never on the tools' past.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled, by the token or by the work itself.</exception>
    public static void OverItems<TTools>(int count, Func<TTools> tools, Action<int, TTools> work, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Options.MaxDegreeOfParallelism, CancellationToken = cancellation };
        Parallel.For(0, count, options, tools, (item, _, mine) =>
        {
            work(item, mine);
            return mine;
        }, _ => { });
    }

    /// <summary>Calls <paramref name="work"/> with every number from 0 to <paramref name="count"/> − 1, each of which writes nothing but its own item.</summary>
    public static void OverItems(int count, Action<int> work)
    {
        if (count == 1)
            work(0);
        else
            Parallel.For(0, count, Options, work);
    }

    /// <summary>The variable BIODL_THREADS when it holds a number above 0, else one per core.</summary>
    private static int Number() =>
        int.TryParse(Environment.GetEnvironmentVariable("BIODL_THREADS"), CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : Environment.ProcessorCount;
}
