namespace BioDL.Hosting.Tests;

public sealed class NotebookResultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("biodl-result-").FullName;

    [Fact]
    public void A_record_that_was_written_reads_back_the_same_with_figures_that_are_undefined()
    {
        var result = new NotebookResult { Notebook = "01-start-simple", Data = "real" }
            .With("mean accuracy", 0.7312).With("undefined", double.NaN).With("area", 12.5, "µm²")
            .Decide("Do I need deep learning?", "Not yet", "µ & <b> \"quoted\"");
        var read = NotebookResult.Read(result.WriteTo(folder));
        Assert.Equal(result.Figures, read.Figures);
        Assert.Equal(result.Decision, read.Decision);
        Assert.Equal((result.Notebook, result.Data), (read.Notebook, read.Data));
    }

    [Fact]
    public void Writing_leaves_one_file_and_nothing_unfinished()
    {
        new NotebookResult { Notebook = "a", Data = "real" }.WriteTo(folder);
        new NotebookResult { Notebook = "a", Data = "embedded" }.WriteTo(folder);
        Assert.Equal(["a.result.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_figures_of_one_name_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new NotebookResult { Notebook = "a", Data = "real" }.With("x", 1).With("x", 2));
        Assert.StartsWith("The result of a already holds a figure named 'x'.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../outside")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new NotebookResult { Notebook = name, Data = "real" }.WriteTo(folder));
        Assert.Contains("cannot be a file name", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_goes_to_the_host_that_is_in_use()
    {
        using var output = new StringWriter();
        var result = new NotebookResult { Notebook = "console", Data = "embedded" };
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            using var use = Host.Use(new ConsoleHost(output));
            Assert.Equal("console.result.json", Path.GetFileName(result.Save()));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
        Assert.True(File.Exists(Path.Combine(folder, "console.result.json")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
