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
    public static IReadOnlyList<string> Modes { get; } = ["auto", "real", "embedded", "mine"];

    private readonly DataStore store;

    private Dataset(DataStore store, DatasetManifest manifest, IReadOnlyList<Sample> samples, string? whyEmbedded)
    {
        this.store = store;
        Manifest = manifest;
        Samples = samples;
        Train = [.. samples.Where(sample => sample.Split == "train")];
        Test = [.. samples.Where(sample => sample.Split == "test")];
        WhyEmbedded = whyEmbedded;
    }

    /// <summary>What is known of the data set.</summary>
    public DatasetManifest Manifest { get; }

    /// <summary>Every sample, of both splits or of none.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>Samples to choose parameters on, or to train with; empty where nobody published a split (see <see cref="Split"/>).</summary>
    public IReadOnlyList<Sample> Train { get; }

    /// <summary>A training sample to look at; small sets start again from their first one, so that every set has an example of any number.</summary>
    /// <param name="number">0 or more.</param>
    /// <exception cref="DatasetException">There is no training sample, or the number is negative.</exception>
    public Sample Example(int number) => number >= 0 && Train.Count > 0
        ? Train[number % Train.Count]
        : throw new DatasetException($"Example {number} of {Train.Count} training images was asked for. Numbers start at 0, and the set must hold training images.");

    /// <summary>Samples to measure on, once. No group has samples both here and in <see cref="Train"/>.</summary>
    public IReadOnlyList<Sample> Test { get; }

    /// <summary><c>real</c>, <c>embedded</c> or <c>mine</c>: whether these are published microscope images, simulated ones, or the user's own.</summary>
    public string Mode => InsteadOf is not null ? "mine" : WhyEmbedded is null ? "real" : "embedded";

    /// <summary>The data set that was asked for, where the user's own images take its place; else null.</summary>
    public DatasetManifest? InsteadOf { get; private init; }

    /// <summary>Why these are not the real images; null when they are.</summary>
    public string? WhyEmbedded { get; }

    /// <summary>Opens a data set.</summary>
    /// <param name="id">Its name: <c>dsb2018-fluo</c>.</param>
    /// <param name="data"><c>auto</c>: real images if they are at hand, else simulated; <c>real</c>: real or nothing; <c>embedded</c>: simulated, without looking elsewhere; <c>mine</c>: the set that the user made with <c>biodl import</c>, whatever the name asked for (<c>mine:NAME</c> for one that was imported with a name).</param>
    /// <param name="seed">Seed of the simulation; real images do not depend on it.</param>
    /// <exception cref="DatasetException">Unknown name or mode, or real images were insisted on and are not at hand.</exception>
    public static Dataset Open(string id, string data = "auto", int seed = 1) =>
        OpenFrom(DataStore.FromEnvironment(), id, data, seed);

    internal static Dataset OpenFrom(DataStore store, string id, string data, int seed)
    {
        var manifest = DatasetManifest.Of(id);
        var own = data == "mine" ? OwnSets.Default : data.StartsWith("mine:", StringComparison.Ordinal) ? data["mine:".Length..] : null;
        if (own is null && !Modes.Contains(data, StringComparer.Ordinal))
            throw new DatasetException($"data = \"{data}\" is not a data mode. Write one of: {string.Join(", ", Modes.Select(mode => $"\"{mode}\""))}.");
        if (manifest.Kind != "samples")
            throw new DatasetException($"{id} holds files, not labelled images. Open it with FileSet.Open(\"{id}\").");
        if (own is not null)
            return Mine(store, manifest, own);
        if (data == "embedded")
            return Embedded(store, manifest, seed, "this run asked for data = \"embedded\"");
        if (store.TryFetch([manifest], data == "real" ? store.Options : FetchOptions.Quietly) is not { } reason)
            return new Dataset(store, manifest, new PinnedSamples(manifest, file => store.Read(manifest, file)).Of(manifest.ReadFiles()), whyEmbedded: null);
        var why = $"{store.Missing(manifest).Count:N0} of {manifest.ReadFiles().Count:N0} files are not on this machine, and {reason}";
        return data == "auto"
            ? Embedded(store, manifest, seed, why)
            : throw new DatasetException($"The real images of {id} were asked for, but {why}. {store.HowToGet(manifest)}{OrSimulated(manifest)}");
    }

    /// <summary>
    /// Splits the samples that parameters may be chosen on, by whole groups: all but the published test part, which stays apart.
    /// </summary>
    /// <param name="test">The share to measure on, above 0 and below 1; whole groups come as near to it as they can.</param>
    /// <param name="seed">Decides between equally good groups.</param>
    /// <param name="stratifyBy">What both sides should hold in like proportions: <c>sample => sample.Class</c>; null for nothing.</param>
    /// <exception cref="DatasetException">Only by cutting a group could this be had.</exception>
    public GroupSplit Split(double test = 0.2, int seed = 1, Func<Sample, string?>? stratifyBy = null) => GroupSplit.Of(ToChooseOn, test, seed, stratifyBy);

    /// <summary>Folds for cross-validation of the same samples, by whole groups: each sample is in the test part of exactly one.</summary>
    /// <param name="folds">How many, at least 2 and at most the number of groups.</param>
    /// <param name="seed">Decides between equally good groups.</param>
    /// <param name="stratifyBy">What every fold should hold in like proportions; null for nothing.</param>
    /// <exception cref="DatasetException">There are fewer groups than folds.</exception>
    public IReadOnlyList<GroupSplit> Folds(int folds = 5, int seed = 1, Func<Sample, string?>? stratifyBy = null) =>
        GroupSplit.Folds(ToChooseOn, folds, seed, stratifyBy);

    /// <summary>The banner: which images these are, why, how to get the other ones, licence and source.</summary>
    public MimeBundle ToMimeBundle()
    {
        var (headline, detail) = InsteadOf is not null
            ? ($"Your own images instead of: {InsteadOf.Title}",
               $"{Manifest.Title}: {Counts()}. What the text says of the other images may not hold for yours. For the published ones, set data = \"real\".")
            : WhyEmbedded is { } why
            ? ($"Simulated images stand in for: {Manifest.Title}", $"{Counts()}. Why simulated: {why}. {store.HowToGet(Manifest)}")
            : ($"Real images: {Manifest.Title}",
               $"{Counts()}. {Manifest.Modality}. Licence {Manifest.Licence}. Source: {Manifest.Citation}.{(CanSimulate(Manifest) ? " For simulated ones, set data = \"embedded\"." : "")}");
        var html = $"<aside role=\"note\" style=\"border-left:0.4em solid {(WhyEmbedded is null ? "#0072B2" : "#E69F00")};padding:0.5em 1em;margin:0.5em 0\">"
            + $"<strong>{WebUtility.HtmlEncode(headline)}</strong><br>{WebUtility.HtmlEncode(detail)}</aside>";
        return MimeBundle.OfText($"{headline}\n{detail}").With(MimeBundle.Html, html);
    }

    /// <inheritdoc/>
    public override string ToString() => ToMimeBundle()[MimeBundle.PlainText];

    private IReadOnlyList<Sample> ToChooseOn => Test.Count == 0 ? Samples : Train;

    private static Dataset Mine(DataStore store, DatasetManifest asked, string name)
    {
        var (manifest, samples) = OwnSets.Open(store.Places.Own, name);
        return new Dataset(store, manifest, samples, whyEmbedded: null) { InsteadOf = asked };
    }

    private string Counts() => Train.Count + Test.Count > 0
        ? $"{Train.Count} images to choose parameters on, {Test.Count} to test on, from {Groups(Train)} and {Groups(Test)} independent fields"
        : $"{Samples.Count} images without a published split";

    private static Dataset Embedded(DataStore store, DatasetManifest manifest, int seed, string why) => CanSimulate(manifest)
        ? new(store, manifest, SimulatedSamples.StandingInFor(manifest, seed), why)
        : throw new DatasetException($"No simulation stands in for {manifest.Id}, so only its real images can be used, but {why}. {store.HowToGet(manifest)}");

    private static bool CanSimulate(DatasetManifest manifest) => manifest.StandIn.Length > 0;

    private static string OrSimulated(DatasetManifest manifest) => CanSimulate(manifest) ? " Or use data = \"auto\" for simulated ones." : "";

    private static int Groups(IEnumerable<Sample> samples) => samples.Select(sample => sample.Group).Distinct(StringComparer.Ordinal).Count();
}
