using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Pixels of one object that follow each other in a row.</summary>
/// <param name="Y">The row.</param>
/// <param name="From">First column.</param>
/// <param name="To">The column after the last.</param>
internal readonly record struct Run(int Y, int From, int To)
{
    public int Length => To - From;
}

/// <summary>
/// A label image as runs, sorted by object: one pass over the pixels, after which each object costs what its own pixels cost, however objects lie among
/// each other.
/// </summary>
internal sealed class ObjectRuns
{
    private readonly Run[] runs;
    private readonly int[] ends;

    private ObjectRuns(Run[] runs, int[] ends, int[] labels) => (this.runs, this.ends, Labels) = (runs, ends, labels);

    /// <summary>The labels in use, ascending.</summary>
    public int[] Labels { get; }

    /// <summary>The runs of the n-th label in use, row by row, from the left.</summary>
    public ReadOnlySpan<Run> this[int n] => runs.AsSpan()[(n == 0 ? 0 : ends[n - 1])..ends[n]];

    public static ObjectRuns Of(LabelImage labels)
    {
        var bands = new List<(int Label, Run Run)>[labels.Height];
        Threads.OverRows(labels.Height, labels.Width, (from, to) => bands[from] = Collect(labels, from, to));
        var next = new int[labels.Maximum + 2];
        foreach (var (label, _) in All(bands))
            next[label + 1]++;
        int[] used = [.. Enumerable.Range(0, labels.Maximum + 1).Where(label => next[label + 1] > 0)];
        for (var label = 1; label < next.Length; label++)
            next[label] += next[label - 1];
        var sorted = new Run[next[^1]];
        foreach (var (label, run) in All(bands))
            sorted[next[label]++] = run;
        return new ObjectRuns(sorted, Array.ConvertAll(used, label => next[label]), used);
    }

    private static IEnumerable<(int Label, Run Run)> All(List<(int, Run)>?[] bands) => bands.OfType<List<(int, Run)>>().SelectMany(band => band);

    private static List<(int, Run)> Collect(LabelImage labels, int from, int to)
    {
        var found = new List<(int, Run)>();
        for (var y = from; y < to; y++)
        {
            var row = labels.Values.Slice(y * labels.Width, labels.Width);
            for (var x = Skip(row, 0, 0); x < row.Length;)
            {
                var end = Skip(row, x, row[x]);
                found.Add((row[x], new Run(y, x, end)));
                x = Skip(row, end, 0);
            }
        }
        return found;
    }

    /// <summary>The first column from a start on that holds something else.</summary>
    private static int Skip(ReadOnlySpan<int> row, int start, int label)
    {
        var length = row[start..].IndexOfAnyExcept(label);
        return length < 0 ? row.Length : start + length;
    }
}
