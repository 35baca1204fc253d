using System.Text.Json.Nodes;
using BioDL.Cli.Jupyter;
using BioDL.Images;

namespace BioDL.Cli.Tests.Jupyter;

public sealed class KernelSpecTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly StringWriter output = new();

    public void Dispose()
    {
        root.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task Installing_below_a_prefix_writes_what_Jupyter_reads_and_twice_is_once()
    {
        Assert.Equal(0, await CallAsync("kernel", "install", "--prefix", root.At("usr")));
        var folder = root.At("usr", "share", "jupyter", "kernels", "biodl-csharp");
        var before = Files(folder);
        Assert.Equal(0, await CallAsync("kernel", "install", "--prefix", root.At("usr")));
        Assert.Equal(before, Files(folder));
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"], before.Select(file => file.Name));
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.Equal(("C# (BioDL)", "C#", "message"), ((string?)spec["display_name"], (string?)spec["language"], (string?)spec["interrupt_mode"]));
        Assert.Equal(["kernel", "run", "{connection_file}"], spec["argv"]!.AsArray().Select(word => (string?)word).TakeLast(3));
        Assert.Contains($"is installed in {folder}.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uninstalling_removes_it_and_only_it_and_twice_is_no_error()
    {
        root.Write("usr/share/jupyter/kernels/python3/kernel.json", "{}");
        await CallAsync("kernel", "install", "--prefix", root.At("usr"));
        Assert.Equal(0, await CallAsync("kernel", "uninstall", "--prefix", root.At("usr")));
        Assert.Equal(["python3"], Directory.EnumerateFileSystemEntries(root.At("usr", "share", "jupyter", "kernels")).Select(Path.GetFileName));
        Assert.Equal(0, await CallAsync("kernel", "uninstall", "--prefix", root.At("usr")));
        Assert.Contains("nothing to remove", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_places_at_once_are_refused()
    {
        var fault = await Assert.ThrowsAsync<UsageException>(() => CallAsync("kernel", "install", "--user", "--prefix", root.Path));
        Assert.Contains("give one of them", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named_with_a_way_out()
    {
        root.Write("file");
        var fault = await Assert.ThrowsAsync<ProblemException>(() => CallAsync("kernel", "install", "--prefix", root.At("file")));
        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--prefix <folder>", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void The_logo_is_transparent_at_its_corners_and_dark_between_the_nuclei(int size)
    {
        var logo = PngDecoder.Decode(KernelLogo.Png(size), "logo");
        Assert.Equal((4, size, size), (logo.Channels, logo.Height, logo.Width));
        Assert.Equal(0, logo[3, 0, 0]);
        Assert.Equal(255, logo[3, size / 2, size / 2]);
        // The centre of the first nucleus, by its own definition (0.36, 0.38): blue above red.
        var (x, y) = ((int)(0.36 * size), (int)(0.38 * size));
        Assert.True(logo[2, y, x] > 200 && logo[0, y, x] < 100);
        Assert.True(logo[2, size / 10, size / 2] < 60);
    }

    private static List<(string Name, DateTime Written)> Files(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, file.LastWriteTimeUtc))];

    private Task<int> CallAsync(params string[] arguments) => FrontDoor.InvokeAsync(
        arguments, new Surroundings(new Workplace(root.Path), new Screen(output, output, isTerminal: false), root.At("build")), CancellationToken.None);
}
