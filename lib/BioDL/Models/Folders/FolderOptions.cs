namespace BioDL.Models;

/// <summary>What is made of the images of a folder.</summary>
public sealed record FolderOptions
{
    /// <summary>How the model is run.</summary>
    public PredictOptions Predict { get; init; } = new();

    /// <summary>Whether objects are written too, as <c>NAME.labels.tif</c>: their numbers, 0 for background.</summary>
    public bool Objects { get; init; }

    /// <summary>How the answer becomes objects; chosen by what the description says when null.</summary>
    public ObjectRule? Rule { get; init; }

    /// <summary>
    /// What each image goes through before the model: <c>Prepare = image => image.ToGrey()</c>. What it does is not known to the record of what is done: start
    /// in an empty folder when it changes.
    /// </summary>
    public Func<Images.Image, Images.Image>? Prepare { get; init; }

    /// <summary>The options in words that tell them apart: results of others are not taken for theirs.</summary>
    internal string Words
    {
        get
        {
            var engine = Predict.Engine is null ? "own engine" : "other engine";
            var objects = Objects ? $"objects by {Rule?.ToString() ?? "description"}" : "no objects";
            return FormattableString.Invariant($"tile {Predict.Tile}, halo {Predict.Halo}, {engine}, {objects}{(Prepare is null ? "" : ", prepared")}");
        }
    }
}
