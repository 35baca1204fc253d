namespace BioDL.Hosting;

/// <summary>Writes files that readers find whole or not at all: under a temporary name beside the final one, then renamed.</summary>
public static class WholeFile
{
    /// <summary>Writes text as UTF-8, replacing an earlier file.</summary>
    /// <exception cref="IOException">The file cannot be written; an earlier one is still as it was.</exception>
    public static void Write(string path, string text) => Write(path, unfinished => File.WriteAllText(unfinished, text));

    /// <summary>Writes bytes, replacing an earlier file.</summary>
    /// <exception cref="IOException">The file cannot be written; an earlier one is still as it was.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, unfinished => File.WriteAllBytes(unfinished, bytes));

    /// <summary>Lets the caller write the unfinished file, then gives it its name, replacing an earlier one.</summary>
    /// <exception cref="IOException">The file cannot be written; an earlier one is still as it was.</exception>
    public static void Write(string path, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
