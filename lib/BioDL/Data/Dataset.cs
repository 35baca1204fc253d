using System.Net;
using BioDL.Hosting;

namespace BioDL.Data;

/// <summary>
/// Labelled images to learn with. <c>Dataset.Open("dsb2018-fluo", "auto")</c> gives the real ones where they are at hand and a simulation
/// elsewhere, and says which; as the last line of a cell it shows that as a banner.
/// </summary>
public sealed class Dataset : IDisplayable
{
    /// <summary>The data modes that <see cref="Open"/> knows.</summary>
    public static IReadOnlyList<string> Modes { get; } = ["auto", "real", "embedded"];

    private Dataset(DatasetManifest manifest, IReadOnlyList<Sample> samples, string? whyEmbedded)
    {
        Manifest = manifest;
        Train = [.. samples.Where(sample => sample.Split == "train")];
        Test = [.. samples.Where(sample => sample.Split == "test")];
        WhyEmbedded = whyEmbedded;
    }

    /// <summary>What is known of the data set.</summary>
    public DatasetManifest Manifest { get; }

    /// <summary>Samples to choose parameters on, or to train with.</summary>
    public IReadOnlyList<Sample> Train { get; }

    /// <summary>Samples to measure on, once. No group has samples both here and in <see cref="Train"/>.</summary>
    public IReadOnlyList<Sample> Test { get; }

    /// <summary><c>real</c> or <c>embedded</c>: whether these are microscope images or simulated ones.</summary>
    public string Mode => WhyEmbedded is null ? "real" : "embedded";

    /// <summary>Why these are not the real images; null when they are.</summary>
    public string? WhyEmbedded { get; }

    /// <summary>Opens a data set.</summary>
    /// <param name="id">Its name: <c>dsb2018-fluo</c>.</param>
    /// <param name="data"><c>auto</c>: real images if they are at hand, else simulated; <c>real</c>: real or nothing; <c>embedded</c>: simulated, without looking elsewhere.</param>
    /// <param name="seed">Seed of the simulation; real images do not depend on it.</param>
    /// <exception cref="DatasetException">Unknown name or mode, or real images were insisted on and are not at hand.</exception>
    public static Dataset Open(string id, string data = "auto", int seed = 1) =>
        OpenFrom(Environment.GetEnvironmentVariable(Mirror.Variable), id, data, seed);

    internal static Dataset OpenFrom(string? mirrorFolder, string id, string data, int seed)
    {
        var manifest = DatasetManifest.Of(id);
        if (!Modes.Contains(data, StringComparer.Ordinal))
            throw new DatasetException($"data = \"{data}\" is not a data mode. Write one of: {string.Join(", ", Modes.Select(mode => $"\"{mode}\""))}.");
        if (data == "embedded")
            return Embedded(manifest, seed, "this run asked for data = \"embedded\"");
        var files = manifest.ReadFiles();
        var (mirror, reason) = Mirror.At(mirrorFolder);
        if (mirror is not null && mirror.Find(manifest, files) is var (folder, why))
        {
            if (folder is not null)
                return new Dataset(manifest, new MirroredSamples(manifest, folder).Of(files), whyEmbedded: null);
            reason = why;
        }
        return data == "auto"
            ? Embedded(manifest, seed, reason)
            : throw new DatasetException($"The real images of {id} were asked for, but {reason}. {HowToGetReal} Or use data = \"auto\".");
    }

    /// <summary>The banner: which images these are, why, how to get the other ones, licence and source.</summary>
    public MimeBundle ToMimeBundle()
    {
        var counts = $"{Train.Count} images to choose parameters on, {Test.Count} to test on, from {Groups(Train)} and {Groups(Test)} independent fields";
        var (headline, detail) = WhyEmbedded is { } why
            ? ($"Simulated images stand in for: {Manifest.Title}",
               $"{counts}. Why simulated: {why}. {HowToGetReal}")
            : ($"Real images: {Manifest.Title}",
               $"{counts}. {Manifest.Modality}. Licence {Manifest.Licence}. Source: {Manifest.Citation}. For simulated ones, set data = \"embedded\".");
        var html = $"<aside role=\"note\" style=\"border-left:0.4em solid {(WhyEmbedded is null ? "#0072B2" : "#E69F00")};padding:0.5em 1em;margin:0.5em 0\">"
            + $"<strong>{WebUtility.HtmlEncode(headline)}</strong><br>{WebUtility.HtmlEncode(detail)}</aside>";
        return MimeBundle.OfText($"{headline}\n{detail}").With(MimeBundle.Html, html);
    }

    /// <inheritdoc/>
    public override string ToString() => ToMimeBundle()[MimeBundle.PlainText];

    private const string HowToGetReal =
        $"For the real ones, set the environment variable {Mirror.Variable} to a folder that holds the course's images, then start again.";

    private static Dataset Embedded(DatasetManifest manifest, int seed, string why) =>
        new(manifest, SimulatedSamples.StandingInFor(manifest, seed), why);

    private static int Groups(IEnumerable<Sample> samples) => samples.Select(sample => sample.Group).Distinct(StringComparer.Ordinal).Count();
}
