namespace BioDL.Cli.Building;

/// <summary>Lets one process at a time build. The operating system frees the lock when its holder ends, however it ends.</summary>
internal sealed class BuildLock : IDisposable
{
    private readonly FileStream file;

    private BuildLock(FileStream file) => this.file = file;

    /// <summary>Waits until nobody else builds, and says once that it waits.</summary>
    public static async Task<BuildLock> TakeAsync(string state, Action<string> say, CancellationToken cancellation)
    {
        Directory.CreateDirectory(state);
        var path = Path.Combine(state, "build.lock");
        for (var said = false; ; said = true)
        {
            if (TryOpen(path) is { } file)
                return new BuildLock(file);
            if (!said)
                say("Another BioDL is just building; waiting for it to finish …");
            await Task.Delay(200, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
