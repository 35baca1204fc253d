using BioDL.Cli.Building;

namespace BioDL.Cli.Tests.Building;

public sealed class NpmFolderTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task What_cannot_be_fetched_is_told_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(root.At("description"));
        var reason = await Install("node_modules");
        Assert.NotNull(reason);
        Assert.Contains("npm", reason, StringComparison.Ordinal);
        Assert.Equal([root.At("description")], Directory.GetDirectories(root.Path));
    }

    [Fact]
    public async Task Parts_without_the_file_that_counts_are_not_taken_for_complete()
    {
        WriteEmptyDescription();
        Assert.NotNull(await Install("node_modules/something"));
        Assert.False(Directory.Exists(root.At("target")));
    }

    [SkippableOnWindowsFact]
    public async Task A_complete_folder_gets_its_name_after_the_last_touch()
    {
        WriteEmptyDescription();
        if (await Install("package.json", folder => File.WriteAllText(Path.Combine(folder, "touched"), "")) is { } reason)
            Assert.Contains("npm (Node.js) was not found", reason, StringComparison.Ordinal);
        else
            Assert.True(File.Exists(root.At("target", "touched")));
    }

    [Fact]
    public void ONNX_Runtime_lies_where_the_build_looks_for_it()
    {
        root.Write("environment/onnxruntime/package.json", """{ "dependencies": { "com.github.asus4.onnxruntime": "0.4.9" } }""");
        var part = new OnnxRuntimePart(new Workplace(root.Path));
        Assert.False(part.IsInstalled);
        Directory.CreateDirectory(root.At(".biodl", "onnxruntime-0.4.9", "node_modules", "com.github.asus4.onnxruntime", "Runtime"));
        Assert.True(part.IsInstalled);
    }

    private void WriteEmptyDescription()
    {
        root.Write("description/package.json", """{ "name": "empty", "version": "1.0.0" }""");
        root.Write("description/package-lock.json",
            """{ "name": "empty", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": { "": { "name": "empty", "version": "1.0.0" } } }""");
    }

    private Task<string?> Install(string marker, Action<string>? finish = null) => new NpmFolder(root.At("description"))
        .InstallAsync(root.At("target"), marker, TimeSpan.FromSeconds(20), finish ?? (_ => { }), CancellationToken.None);
}
