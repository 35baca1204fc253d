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
    /// What each image goes through before the model: <c>Prepare = image => image.ToGrey()</c>. What it does is known to the record of what is done
    /// only by <see cref="Prepared"/>: change that too, or start in an empty folder.
    /// </summary>
    public Func<Images.Image, Images.Image>? Prepare { get; init; }

    /// <summary>What <see cref="Prepare"/> does, in words: results of other preparations are then not taken for those of this one.</summary>
    public string Prepared { get; init; } = "";

    /// <summary>Is told what became of each image as soon as it is known.</summary>
    public Action<FolderEntry>? OnEntry { get; init; }

    /// <summary>The options in words that tell them apart: results of others are not taken for theirs.</summary>
    internal string Words
    {
        get
        {
            var engine = Predict.Engine is null ? "own engine" : "other engine";
            var objects = Objects ? $"objects by {Rule?.ToString() ?? "description"}" : "no objects";
            return FormattableString.Invariant($"tile {Predict.Tile}, halo {Predict.Halo}, {engine}, {objects}{(Prepare is null ? "" : Prepared.Length > 0 ? $", prepared: {Prepared}" : ", prepared")}");
        }
    }
}
