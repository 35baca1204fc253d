using System.IO.Compression;
using System.Text.Json;
using BioDL.Images;
using BioDL.Models;

namespace BioDL.Cli.Tests.Pretrained;

/// <summary>The verbs on models that ship, on files of one's own, and on what is wrong.</summary>
public sealed class ZooVerbTests : IDisposable
{
    private const string Ships = "unet-nuclei-small";

    private readonly ZooCommand zoo = new();

    public void Dispose() => zoo.Dispose();

    [Theory]
    [InlineData("'serach' is not something that 'biodl zoo' can do. Did you mean 'biodl zoo search'?", "serach")]
    [InlineData("Say what to do: biodl zoo search,", new string[0])]
    [InlineData("Unrecognized command or argument '--tlie'", "predict", Ships, ".", "--out", "x", "--tlie", "9")]
    [InlineData("Did you mean unet-nuclei-small?", "show", "unet-nuclei-smal")]
    [InlineData("Did you mean unet-nuclei-small?", "test", "unet-nuclei-smal")]
    [InlineData("There is no file or folder ", "show", "nowhere/rdf.yaml")]
    [InlineData("Expected 2d (images) or 3d (stacks).", "search", "--axes", "4d")]
    [InlineData("Expected a whole number from 1 to 12", "search", "--top", "0")]
    [InlineData("Name models to check", "check")]
    [InlineData("Name models to check", "check", "--all", Ships)]
    [InlineData("Expected biodl or onnxruntime.", "test", Ships, "--engine", "torch")]
    [InlineData("name a file that ends in .png", "test", Ships, "--picture", "a.jpg")]
    [InlineData("Option '--out' is required.", "predict", Ships, ".")]
    [InlineData("There is neither an image nor a folder ", "predict", Ships, "nowhere.png", "--out", "x")]
    [InlineData("Expected pixels, for instance --tile 512.", "predict", Ships, ".", "--out", "x", "--tile", "0")]
    [InlineData("name one that ends in .zip", "package", Ships, "--out", "a.tar")]
    public async Task Wrong_usage_ends_with_2_and_says_what_was_expected(string message, params string[] arguments)
    {
        Assert.Equal(2, await zoo.CallAsync(arguments));
        Assert.Contains(message, zoo.Notices, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", zoo.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Showing_tells_in_words_what_goes_in_and_comes_out()
    {
        Assert.Equal(0, await zoo.CallAsync("show", Ships));
        Assert.Contains("From            ships with the course (rdf.yaml)", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("Training data   dsb2018-fluo", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("percentiles 1 and 99.8 become 0 and 1, measured over", string.Join(' ', zoo.Lines.Select(line => line.Trim())), StringComparison.Ordinal);
        Assert.Contains("runs here", zoo.Output, StringComparison.Ordinal);
        Assert.All(zoo.Lines, line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public async Task A_wrong_description_ends_with_1_and_every_error_with_its_place()
    {
        var yaml = zoo.Folder.Write("rdf.yaml", "format_version: 0.5.4\ntype: model\nname: x\ninputs: 3\n");
        Assert.Equal(1, await zoo.CallAsync("check", yaml));
        Assert.Contains("not valid, ", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("  error at inputs, line 4\n    found     ", zoo.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(1, await zoo.CallAsync("check", yaml, Ships));
        Assert.Contains("1 of 2 can be used.", zoo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_one_ends_with_0_and_its_checklist()
    {
        Assert.Equal(0, await zoo.CallAsync("check", Ships));
        Assert.StartsWith($"{Ships}: valid (format 0.5.4, rdf.yaml)", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("  yes Files are those described: every file at hand", zoo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_written_once_read_again_and_reproduces()
    {
        var path = zoo.Folder.At("model.zip");
        Assert.Equal(0, await zoo.CallAsync("package", Ships, "--out", path));
        Assert.Empty(ModelPackage.Open(path).ChangedFiles());
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(2, await zoo.CallAsync("package", Ships, "--out", path));
        Assert.Contains("is there already and was left as it is", zoo.Notices, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.Equal(0, await zoo.CallAsync("package", Ships, "--out", path, "--force"));
        Assert.Equal(0, await zoo.CallAsync("test", path, "--picture", zoo.Folder.At("difference.png")));
        Assert.Contains("passed its published test (BioDL's own engine", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("0 of a million values differ", zoo.Output, StringComparison.Ordinal);
        var example = Assert.Single(ModelPackage.Open(path).Description.Outputs).Axes;
        Assert.Equal(4, example.Count);
        Assert.True(Image.Read(zoo.Folder.At("difference.png")).Width > 2 * Image.Read(zoo.Folder.At("difference.png")).Height);
    }

    [Fact]
    public async Task A_model_that_gives_something_else_than_published_fails_its_test()
    {
        var folder = Unpacked();
        var output = Path.Combine(folder, "test-output.npy");
        var bytes = File.ReadAllBytes(output);
        // The last 400 values: 2 instead of a probability.
        for (var i = 1; i <= 400; i++)
            BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4 * i), 2f);
        File.WriteAllBytes(output, bytes);
        Assert.Equal(1, await zoo.CallAsync("test", folder));
        Assert.Contains("is not the file that rdf.yaml describes", zoo.Notices, StringComparison.Ordinal);
        Assert.Equal(1, await zoo.CallAsync("check", folder));
        var yaml = Path.Combine(folder, "rdf.yaml");
        var found = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var expected = ModelDescription.Read(yaml).Outputs[0].TestTensor!.Sha256!;
        File.WriteAllText(yaml, File.ReadAllText(yaml).Replace(expected, found, StringComparison.Ordinal));
        Assert.Equal(1, await zoo.CallAsync("test", folder));
        Assert.Contains("FAILED its published test", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("published 2", zoo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_not_installed_is_said_to_be_and_how_to_get_it()
    {
        Directory.CreateDirectory(zoo.Folder.At("environment", "onnxruntime"));
        zoo.Folder.Write("environment/onnxruntime/package.json", "{ \"version\": \"1.2.3\" }");
        Assert.Equal(1, await zoo.CallAsync("test", Ships, "--engine", "onnxruntime"));
        Assert.Contains("ONNX Runtime is not installed here (150 MB). 'biodl test'", zoo.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_predicted_image_by_image_and_a_broken_one_stops_nothing()
    {
        Save("images/a.png", 1);
        Save("images/b.png", 3);
        zoo.Folder.Write("images/c.png", "no image");
        Assert.Equal(1, await Predict());
        Assert.Equal(["a.png: done", "b.png: FAILED", "c.png: FAILED"], zoo.Lines.Take(3).Select(line => line.Replace(", with a warning", "", StringComparison.Ordinal)));
        Assert.Contains("add --grey for its", zoo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ToGrey()", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("1 predicted, 0 kept from before, 2 failed.", zoo.Output, StringComparison.Ordinal);
        File.Delete(zoo.Folder.At("images", "c.png"));
        Assert.Equal(0, await Predict("--grey"));
        Assert.Equal(0, await Predict("--grey"));
        Assert.Contains("0 predicted, 2 kept from before, 0 failed.", zoo.Output, StringComparison.Ordinal);
        Assert.Equal(0, await Predict("--grey", "--invert"));
        Assert.Contains("2 predicted, 0 kept from before, 0 failed.", zoo.Output, StringComparison.Ordinal);
        var labels = Image.Read(zoo.Folder.At("results", "a.png.labels.tif"));
        Assert.Equal((70, 90), (labels.Height, labels.Width));
    }

    [Fact]
    public async Task A_single_image_is_predicted_alone()
    {
        Save("images/a.png", 1);
        Save("images/b.png", 1);
        Assert.Equal(0, await zoo.CallAsync("predict", Ships, zoo.Folder.At("images", "a.png"), "--out", zoo.Folder.At("results")));
        Assert.Equal(["a.png.prediction.tif", "predictions.csv"], Directory.GetFiles(zoo.Folder.At("results")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Zoo.Open(Ships).Predict(Image.Read(zoo.Folder.At("images", "a.png"))).Image.Values.ToArray(), Image.Read(zoo.Folder.At("results", "a.png.prediction.tif")).Values.ToArray());
        Assert.Equal(1, await zoo.CallAsync("predict", Ships, zoo.Folder.Write("notes.txt", "x"), "--out", zoo.Folder.At("results")));
        Assert.Contains("is none of the formats that are read: .png", zoo.Notices, StringComparison.Ordinal);
    }

    [RealImagesFact]
    public async Task A_search_is_ranked_explained_and_fits_a_terminal()
    {
        Assert.Equal(0, await zoo.CallAsync("search", "nuclei", "fluorescence"));
        Assert.Contains("of 46 models, the best 12", zoo.Lines[0], StringComparison.Ordinal);
        Assert.Equal(12, zoo.Lines.Count(line => line.Length > 4 && char.IsDigit(line[1])));
        Assert.Matches(" 4  affable-shark +2d +yes +CC-BY-4\\.0 +71,879  Nuclei", zoo.Output);
        Assert.Contains("test passed", zoo.Output, StringComparison.Ordinal);
        Assert.All(zoo.Lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.Equal(0, await zoo.CallAsync("search", "nuclei", "--runs-here", "--passed", "--json"));
        var hits = JsonDocument.Parse(zoo.Output).RootElement.GetProperty("hits").EnumerateArray().ToArray();
        Assert.Contains(hits, hit => hit.GetProperty("model").GetString() == "affable-shark");
        Assert.All(hits, hit => Assert.True(hit.GetProperty("runsHere").GetBoolean() && hit.GetProperty("testPassed").GetBoolean()));
    }

    [RealImagesFact]
    public async Task Models_of_the_snapshot_are_shown_and_checked_but_cannot_run()
    {
        Assert.Equal(0, await zoo.CallAsync("show", "affable-shark"));
        Assert.Contains("y 64, 80, 96 …", zoo.Output, StringComparison.Ordinal);
        Assert.Equal(0, await zoo.CallAsync("check", "affable-shark"));
        Assert.Contains("ilastik/stardist_dsb_training_data is, and is probably", zoo.Output.ReplaceLineEndings(" ").Replace("      ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, await zoo.CallAsync("test", "affable-shark"));
        Assert.Contains("only the description is here, not the weights. Download its package", zoo.Notices, StringComparison.Ordinal);
    }

    [RealImagesFact]
    public async Task The_report_over_all_counts_what_authors_state()
    {
        Assert.Equal(0, await zoo.CallAsync("check", "--all"));
        Assert.Matches("Training data can be reached +13 +31 +0", zoo.Output);
        Assert.Matches("Weights run here +5 +39 +0", zoo.Output);
    }

    [RealImagesFact]
    public async Task Contradictions_between_versions_are_told()
    {
        Assert.Equal(0, await zoo.CallAsync("check", "unet2d-nuclei-broad"));
        Assert.Contains("training data (0.4.0 → 0.4.9): nothing → ilastik/covid_if_training_data", zoo.Output, StringComparison.Ordinal);
        Assert.Contains("Beside it lies invalid_v0_4_0_duplicate_tensor_names.bioimageio.yaml", zoo.Output, StringComparison.Ordinal);
    }

    [RealImagesFact]
    public async Task An_older_published_model_is_packaged_when_asked_for_twice()
    {
        string[] call = ["package", "unet2d-nuclei-broad", "--format", "0.4.9", "--out", zoo.Folder.At("model.zip")];
        Assert.Equal(2, await zoo.CallAsync(call));
        Assert.Contains("Add --upgrade to bring it there", zoo.Notices, StringComparison.Ordinal);
        Assert.Equal(1, await zoo.CallAsync([.. call, "--upgrade"]));
        Assert.Contains("weights torchscript (weights.pt)", zoo.Notices, StringComparison.Ordinal);
        Assert.Equal(0, await zoo.CallAsync([.. call, "--upgrade", "--drop-missing"]));
        Assert.Contains("inputs[0].axes[1]: 0.5 wants names of channels", zoo.Output, StringComparison.Ordinal);
        Assert.Equal(0, await zoo.CallAsync("test", zoo.Folder.At("model.zip")));
    }

    private Task<int> Predict(params string[] more) =>
        zoo.CallAsync(["predict", Ships, zoo.Folder.At("images"), "--out", zoo.Folder.At("results"), "--objects", .. more]);

    private string Unpacked()
    {
        var model = Zoo.Open(Ships);
        var path = zoo.Folder.At("whole.zip");
        ModelPackage.Write(path, model.Description, model.Package.ReadAll());
        ZipFile.ExtractToDirectory(path, zoo.Folder.At("whole"));
        return zoo.Folder.At("whole");
    }

    /// <summary>Dim noise and a bright disk.</summary>
    private void Save(string name, int channels)
    {
        var random = new Random(7);
        var plane = Enumerable.Range(0, 70 * 90).Select(i => (i / 90 - 30) * (i / 90 - 30) + (i % 90 - 40) * (i % 90 - 40) < 100 ? 200f : random.Next(10, 30)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(zoo.Folder.At(name.Split('/')))!);
        new Image(channels, 70, 90, [.. Enumerable.Repeat(plane, channels).SelectMany(values => values)]).Save(zoo.Folder.At(name.Split('/')));
    }
}
