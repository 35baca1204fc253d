namespace BioDL.Notebooks.Runner;

/// <summary>What a worker's process said outside of its reports, and what it tells about its end.</summary>
internal sealed class LastWords
{
    private const int MostLines = 3;
    private const int MostCharacters = 300;
    private const int KilledBySignal9 = 137, AbortedBySignal6 = 134, WindowsStackOverflow = unchecked((int)0xC00000FD);

    private readonly Queue<string> first = new();
    private readonly Lock gate = new();

    public void Add(string line)
    {
        lock (gate)
        {
            // Frames of a stack trace say nothing to the reader.
            if (first.Count < MostLines && !string.IsNullOrWhiteSpace(line) && !line.TrimStart().StartsWith("at ", StringComparison.Ordinal))
                first.Enqueue(line.Length > MostCharacters ? line[..MostCharacters] + "…" : line);
        }
    }

    /// <summary>Why the process ended, as far as its exit code and its words tell.</summary>
    public (RunStatus Status, string Message) Explain(int exitCode, bool tookTooMuchMemory, long peakMemory, long memoryLimit)
    {
        lock (gate)
        {
            var megabytes = memoryLimit >> 20;
            if (tookTooMuchMemory || Said("Out of memory") || Said("OutOfMemory"))
                return (RunStatus.OutOfMemory, $"It took more memory than the {megabytes} MB that a notebook may use. Work on fewer or smaller images, or allow more.");
            if (exitCode == KilledBySignal9 && peakMemory < memoryLimit / 2)
                return (RunStatus.ProcessEnded, "Something ended the notebook's process from outside (signal 9), or a cell did so itself.");
            if (exitCode == KilledBySignal9)
                return (RunStatus.OutOfMemory, "The operating system stopped it, most likely because the machine ran out of memory. Close other programs, or work on fewer images.");
            if (Said("Stack overflow") || exitCode is WindowsStackOverflow)
                return (RunStatus.ProcessEnded, "A method called itself without end (stack overflow), which ended the notebook's process.");
            var words = first.Count == 0 ? "" : $" Its last words: {string.Join(" | ", first)}";
            return (RunStatus.ProcessEnded, exitCode == AbortedBySignal6
                ? $"It crashed the notebook's process.{words}"
                : $"It ended the notebook's process (exit code {exitCode}), so that no later cell could run.{words}");
        }
    }

    private bool Said(string words) => first.Any(line => line.Contains(words, StringComparison.OrdinalIgnoreCase));
}
