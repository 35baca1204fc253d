using BioDL.Hosting;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class ZooTests
{
    [Theory]
    [InlineData("unet-nuclei-small")]
    [InlineData("unet-nuclei-fluorescence")]
    public void A_model_that_ships_opens_without_a_network(string name)
    {
        var model = Zoo.Open(name);
        Assert.Equal("0.5.4", model.Description.FormatVersion);
        Assert.Empty(model.Package.Report.Problems);
        using var network = model.LoadWeights();
        Assert.Equal(21, network.Opset);
        Assert.Equal(65_664, model.Package.Read(model.Description.Inputs[0].TestTensor!).Length);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_that_are_known() => Assert.Equal(
        $"There is no model named 'unet', and no file or folder of that name. Known are: {string.Join(", ", Zoo.Known)}.", Assert.Throws<PackageException>(() => Zoo.Open("unet")).Message);

    [Fact]
    public void Its_checklist_is_answered_with_evidence()
    {
        var list = Zoo.Open("unet-nuclei-small").Checklist();
        foreach (var criterion in new[]
                 {
                     "Documentation says more than a title", "Training data are named", "Training data can be reached", "Training is described", "Performance on images not trained on is stated",
                     "Limits of use are stated", "Licence", "Weights run here", "Weights have checksums", "Files are those described", "Example input and output", "Test arrays have checksums", "Preprocessing is declared",
                 })
        {
            Assert.Equal((criterion, ChecklistVerdict.Met), (criterion, list[criterion].Verdict));
        }
        // Nobody wrote an account, a version or a pixel size into it, and the zoo has not tested it.
        Assert.Equal(ChecklistVerdict.NotMet, list["Someone to ask"].Verdict);
        Assert.Equal(ChecklistVerdict.NotMet, list["Version"].Verdict);
        Assert.Equal(ChecklistVerdict.NotMet, list["Pixel size is known"].Verdict);
        Assert.Equal(ChecklistVerdict.CannotTell, list["Published test passed"].Verdict);
        Assert.Equal(list.Items.Count, list.Count(ChecklistVerdict.Met) + list.Count(ChecklistVerdict.NotMet) + list.Count(ChecklistVerdict.CannotTell));
        Assert.Contains("<table", list.ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
        Assert.Contains("Training data are named", Assert.Throws<KeyNotFoundException>(() => list["Taste"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checklist_tells_not_met_from_cannot_tell()
    {
        var bare = ModelDescription.Parse(Texts.Oldest);
        var items = ChecklistRules.Judge(new ChecklistSubject(bare, null, new PublishedTest(false, "0.5", "reproduce: differs", "No '# Validation' (sub)section found."), null)).ToDictionary(item => item.Criterion);
        Assert.Equal((ChecklistVerdict.CannotTell, "named, but not at hand: cells.md"), Answer("Documentation says more than a title"));
        Assert.Equal(ChecklistVerdict.NotMet, Answer("Training data are named").Item1);
        Assert.Equal((ChecklistVerdict.NotMet, "the zoo's test says: No '# Validation' (sub)section found."), Answer("Performance on images not trained on is stated"));
        Assert.Equal((ChecklistVerdict.NotMet, "reproduce: differs (bioimageio.core 0.5)"), Answer("Published test passed"));
        Assert.Equal((ChecklistVerdict.NotMet, "pytorch_state_dict, torchscript; ONNX runs here"), Answer("Weights run here"));
        Assert.Equal(ChecklistVerdict.CannotTell, Answer("Preprocessing is declared").Item1);
        Assert.Equal((ChecklistVerdict.NotMet, "2 test arrays, none with a checksum"), Answer("Test arrays have checksums"));

        (ChecklistVerdict, string) Answer(string criterion) => (items[criterion].Verdict, items[criterion].Evidence);
    }

    [Fact]
    public void A_description_shows_as_a_table_of_what_its_authors_say()
    {
        var text = ModelDescription.Parse(Texts.New).ToString();
        Assert.Contains("raw: batch any × channel 2 (dna, actin) × y 64 + 16n of 0.5 micrometer × x 64 + 16n of 0.5 micrometer, uint16", text, StringComparison.Ordinal);
        Assert.Contains("mask: batch any × channel 1 (cell) × y as raw.y - 4 of 1 micrometer × x as raw.x of 0.5 micrometer, float32", text, StringComparison.Ordinal);
        Assert.Contains("somebody/cells (comment: not all of them)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/cells", ChecklistVerdict.Met)]
    [InlineData("a/cells/1", ChecklistVerdict.Met)]
    [InlineData("A/Cells", ChecklistVerdict.Met)]
    [InlineData("a/celsl", ChecklistVerdict.NotMet)]
    [InlineData("b/other", ChecklistVerdict.NotMet)]
    public void An_id_of_training_data_must_lead_somewhere(string id, ChecklistVerdict verdict)
    {
        var description = ModelDescription.Parse(Texts.Oldest) with { TrainingData = new TrainingData(id) };
        var item = ChecklistRules.Judge(new ChecklistSubject(description, null, null, ["a/cells", "c/elsewhere"])).Single(each => each.Criterion == "Training data can be reached");
        Assert.Equal(verdict, item.Verdict);
    }

    [Fact]
    public void Two_versions_that_differ_contradict_each_other()
    {
        var earlier = ModelDescription.Parse(Texts.New);
        var later = earlier with { TrainingData = new TrainingData("somebody/cells/2"), License = "CC0-1.0", Weights = [earlier.Weights[0] with { File = new FileReference("weights.onnx", Texts.Hash[1..] + "0") }] };
        var found = Checklist.Contradictions(earlier, later);
        Assert.Equal(["licence", "training data's comment", "onnx weights"], found.Found.Select(each => each.What));
        Assert.Equal("2 versions of a description: no contradictions", Checklist.Contradictions(earlier, earlier with { FormatVersion = "0.5.5" }).ToString());
    }

    [Theory]
    [InlineData("nuclei", "nucleus")]
    [InlineData("fluorescence", "fluorescent")]
    [InlineData("segmentation", "segmenting")]
    [InlineData("bacteria", "bacteria")]
    [InlineData("cells", "cell")]
    public void Words_that_differ_in_their_ending_are_one(string one, string other) => Assert.Equal(SearchWords.Stem(one), SearchWords.Stem(other));

    [Fact]
    public void A_summary_of_tests_is_read_and_anything_else_is_no_summary()
    {
        const string Summary = """
            status: failed
            bioimageio_core_version: 0.5.9
            tests:
              bioimageio:
                - {name: load, status: passed, error: null, warnings: {}}
                - {name: Test documentation completeness., status: passed, warnings: {documentation: "No '# Validation' (sub)section found."}}
                - {name: reproduce, status: failed, error: "differs\nby 3"}
            """;
        Assert.Equal(new PublishedTest(false, "0.5.9", "reproduce: differs by 3", "No '# Validation' (sub)section found."), PublishedTest.Read(Zips.Text(Summary)));
        Assert.Null(PublishedTest.Read(Zips.Text("[1, 2]")));
        Assert.Null(PublishedTest.Read(Zips.Text("{")));
    }
}
