using System.Collections.Concurrent;
using System.Globalization;

namespace BioDL.Notebooks.Kernel;

/// <summary>
/// What the kernel says about itself, one line each, for whoever runs it; never part of a cell's output. Somebody who sends rubbish cannot fill a disk
/// with it: of each kind the first ten are written, then the 100th, the 1000th and so on.
/// </summary>
internal sealed class KernelLog(TextWriter writer)
{
    private const int WrittenOfEach = 10;

    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly Lock gate = new();

    /// <summary>How many notes of a kind there were, written or not.</summary>
    public int CountOf(string kind) => counts.GetValueOrDefault(kind);

    /// <summary>Notes something of a kind that may come often.</summary>
    public void Note(string kind, string text)
    {
        var count = counts.AddOrUpdate(kind, 1, (_, before) => before + 1);
        if (count <= WrittenOfEach || IsPowerOfTen(count))
            Write(count <= WrittenOfEach ? text : $"{text} ({count.ToString("N0", CultureInfo.InvariantCulture)} of this kind so far)");
    }

    private static bool IsPowerOfTen(int count)
    {
        while (count % 10 == 0)
            count /= 10;
        return count == 1;
    }

    private void Write(string text)
    {
        lock (gate)
        {
            try
            {
                writer.WriteLine($"[biodl kernel] {text}");
                writer.Flush();
            }
            catch (IOException)
            {
                // Nobody reads it any more.
            }
        }
    }
}
