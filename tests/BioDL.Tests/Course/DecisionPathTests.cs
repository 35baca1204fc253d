using System.Xml.Linq;
using BioDL.Course;
using BioDL.Hosting;

namespace BioDL.Tests.Course;

public sealed class DecisionPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Write(string notebook, string verdict, string reason = "Because.") =>
        new NotebookResult { Notebook = notebook, Data = "embedded" }.With("mean accuracy", 0.7312).Decide("A question?", verdict, reason)
            .WriteTo(folder.Path, new Fixed(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)));

    [Fact]
    public void Without_results_every_question_is_open_in_the_courses_order()
    {
        var path = DecisionPath.Read(Path.Combine(folder.Path, "nowhere"));

        Assert.Equal(["00-the-path", "01-start-simple", "02-pick-a-model", "03-detect-shift", "04-fine-tune", "05-validate"], path.Steps.Select(step => step.Notebook));
        Assert.All(path.Steps, step => Assert.Equal("open", step.Verdict));
        Assert.Equal("00-the-path", path.Next!.Notebook);
        Assert.Empty(path.Problems);
    }

    [Fact]
    public void A_notebooks_verdict_is_read_back_with_figures_date_and_versions()
    {
        Write("01-start-simple", "Classical steps are a candidate");
        var path = DecisionPath.Read(folder.Path);
        var step = path["01-start-simple"];

        Assert.True(step.IsAnswered);
        Assert.Equal("Classical steps are a candidate", step.Verdict);
        Assert.Equal(0.7312, step.Answer!.Figures.Single().Value);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), step.Answer.Saved);
        Assert.Contains("BioDL", step.Answer.Versions.Keys);
        Assert.Contains("2. [answered] Do I need deep learning at all? Classical steps are a candidate. Because. (2026-03-04, embedded images, BioDL ", path.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n3. [open] Which pretrained model?", path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Further_notebooks_come_after_the_course_and_unknown_ones_are_named()
    {
        Write("further-tiling", "A halo of 32 pixels");

        Assert.Equal("A halo of 32 pixels", DecisionPath.Read(folder.Path).Steps[^1].Verdict);
        Assert.StartsWith("'06' is not on the path; it holds 00-the-path, ", Assert.Throws<ArgumentException>(() => DecisionPath.Read(folder.Path)["06"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"notebook\": \"01-start-simple\", \"da")]
    [InlineData("[1, 2, 3]")]
    [InlineData("{ \"someone\": \"else's file\" }")]
    [InlineData("{ \"notebook\": \"01-start-simple\", \"data\": \"real\", \"figures\": null }")]
    [InlineData("{ \"notebook\": \"01-start-simple\", \"data\": \"real\", \"figures\": [null] }")]
    [InlineData("")]
    public void A_damaged_or_foreign_file_is_named_left_alone_and_kept_when_the_notebook_runs_again(string content)
    {
        var file = Path.Combine(folder.Path, "01-start-simple.result.json");
        File.WriteAllText(file, content);
        Write("02-pick-a-model", "The zoo's U-Net");
        var path = DecisionPath.Read(folder.Path);

        Assert.StartsWith("01-start-simple.result.json could not be read as the result of a notebook and was left as it is (", Assert.Single(path.Problems), StringComparison.Ordinal);
        Assert.Equal(("open", "The zoo's U-Net"), (path["01-start-simple"].Verdict, path["02-pick-a-model"].Verdict));
        Assert.Equal(content, File.ReadAllText(file));
        Write("01-start-simple", "A candidate");
        Assert.Equal(content, File.ReadAllText(file + ".unreadable"));
        Assert.Equal("A candidate", DecisionPath.Read(folder.Path)["01-start-simple"].Verdict);
    }

    [Fact]
    public void Hostile_verdicts_stay_text_and_each_step_says_its_state_in_words()
    {
        Write("01-start-simple", "<script>alert(1)</script>", "a & b");
        var page = XElement.Parse("<div>" + DecisionPath.Read(folder.Path).ToMimeBundle()[MimeBundle.Html].Replace("<br>", "<br/>", StringComparison.Ordinal) + "</div>");
        var steps = page.Descendants("li").Select(item => item.Value).ToArray();

        Assert.Equal(6, steps.Length);
        Assert.StartsWith("✓ answered Do I need deep learning at all?", steps[1], StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>. a & b", steps[1], StringComparison.Ordinal);
        Assert.StartsWith("○ open Which pretrained model?", steps[2], StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
    }

    [Fact]
    public void Without_a_folder_the_hosts_own_is_read()
    {
        Write("01-start-simple", "A candidate");
        using var use = Host.Use(new Elsewhere(folder.Path));

        Assert.Equal("A candidate", DecisionPath.Read()["01-start-simple"].Verdict);
    }

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Elsewhere(string folder) : IHost
    {
        public CancellationToken Cancellation => default;

        public string OutputFolder => folder;

        public MimeBundle Format(object? value) => MimeBundle.Empty;

        public string Display(MimeBundle bundle) => "";

        public void Update(string displayId, MimeBundle bundle)
        {
        }

        public string Save(NotebookResult result) => result.WriteTo(folder);
    }
}
