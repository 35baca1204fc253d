namespace BioDL.Tests.Classical;

/// <summary>A file name in a folder of its own, which is gone after the test.</summary>
internal sealed class TemporaryFile(string name) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("biodl-test-").FullName;

    public string Path => System.IO.Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
