using System.Net;
using BioDL.Data;
using BioDL.Hosting;
using BioDL.Models;

namespace BioDL.Course;

/// <summary>
/// The models that a lesson chooses among: the Bioimage Model Zoo's snapshot and two packages of one of its U-Nets where they are at hand, the models that ship elsewhere. As the last line of a cell it says which.
/// <code>
/// var shelf = ModelShelf.Open(data);
/// </code>
/// </summary>
public sealed class ModelShelf : IDisplayable
{
    private const string Published = "unet2d-nuclei-broad", PublishedEarlier = "unet2d-nuclei-broad-opset12", PublishedFormat = "0.4.9";
    private const string Shipped = "unet-nuclei-fluorescence", OtherShipped = "unet-nuclei-small";

    private static readonly string[] Manifests = ["zoo-collection", "model-" + Published, "model-" + PublishedEarlier];

    private readonly string? whyShipped;

    private ModelShelf(string? whyShipped)
    {
        this.whyShipped = whyShipped;
        Collection = whyShipped is null ? ZooCollection.Open() : ZooCollection.OfShipped(whyShipped);
        Model = Zoo.Open(whyShipped is null ? Published : Shipped);
        Earlier = whyShipped is null ? Zoo.Open(Published, PublishedFormat) : Planted.EarlierDescription(Shipped);
        Alternative = Zoo.Open(whyShipped is null ? Shipped : OtherShipped);
    }

    /// <summary><c>real</c>: published models; <c>embedded</c>: only those that ship with the course.</summary>
    public string Mode => whyShipped is null ? "real" : "embedded";

    /// <summary>What can be searched.</summary>
    public ZooCollection Collection { get; }

    /// <summary>The model that the lesson looks at closely, with its newest description.</summary>
    public ZooModel Model { get; }

    /// <summary>The same model with an earlier version of its description; where only shipped models are at hand, a copy in which a remark on the training data was planted.</summary>
    public ZooModel Earlier { get; }

    /// <summary>Another model for the same task.</summary>
    public ZooModel Alternative { get; }

    /// <summary>Opens the shelf.</summary>
    /// <param name="data"><c>real</c>: published models or nothing; <c>embedded</c>: those that ship, without looking elsewhere; anything else: published ones where they are at hand or small enough to fetch.</param>
    /// <exception cref="DatasetException">Published models were insisted on and cannot be had.</exception>
    public static ModelShelf Open(string data) => OpenFrom(DataStore.FromEnvironment(), data);

    internal static ModelShelf OpenFrom(DataStore store, string data)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(data);
        if (data == "embedded")
            return new ModelShelf("this run asked for data = \"embedded\"");
        DatasetManifest[] manifests = [.. Manifests.Select(DatasetManifest.Of)];
        if (data == "real")
            store.Fetch(manifests);
        return new ModelShelf(store.TryFetch(manifests, FetchOptions.Quietly));
    }

    /// <summary>A package in which the file with the weights is not the one that the description describes: of the zoo where it is at hand, else one of ours that holds another network's weights.</summary>
    /// <param name="acceptOtherChecksum">Whether it may be used all the same.</param>
    public ZooModel OpenChanged(bool acceptOtherChecksum = false) =>
        whyShipped is null ? Zoo.Open(PublishedEarlier, acceptOtherChecksum: acceptOtherChecksum) : Planted.OtherWeights(Shipped, OtherShipped, acceptOtherChecksum);

    /// <inheritdoc/>
    public override string ToString() => $"{Headline}\n{Detail}";

    /// <summary>A banner: which models these are, and why.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).With(MimeBundle.Html,
        $"<aside role=\"note\" style=\"border-left:0.4em solid {(whyShipped is null ? "#0072B2" : "#E69F00")};padding:0.5em 1em;margin:0.5em 0\">"
        + $"<strong>{WebUtility.HtmlEncode(Headline)}</strong><br>{WebUtility.HtmlEncode(Detail)}</aside>");

    private int Ships => Collection.Entries.Count(entry => entry.Ships);

    private string Headline => whyShipped is null
        ? $"Published models: a snapshot of the Bioimage Model Zoo, {Collection.Entries.Count - Ships} models, and {Ships} that ship with the course"
        : $"Only the {Ships} models that ship with the course";

    private string Detail => whyShipped is null
        ? $"Looked at closely: {Model.Name} ({Model.Description.License}), in two versions of its description and two packages. For the models that ship alone, set data = \"embedded\"."
        : $"Why: {whyShipped}. Where the lesson shows faults of published models, it plants such a fault in a copy of {Model.Name}, and says so. For the zoo's, run './biodl fetch {string.Join(' ', Manifests)}' (8 MB), then start again with data = \"auto\".";
}
