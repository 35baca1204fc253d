using BioDL.Data;
using BioDL.Learning.Networks;
using BioDL.Training;

namespace BioDL.Cli.Embedded;

/// <summary>All that decides what a shipped model becomes: the same recipe gives the same weights.</summary>
internal sealed record EmbeddedRecipe
{
    /// <summary>The fluorescence sets; a model may have seen the <c>train</c> part of some, and is measured on the <c>test</c> part of all.</summary>
    public static readonly IReadOnlyList<string> FluorescenceSets = ["dsb2018-fluo", "dsb2018-fluo-360", "dsb2018-fluo-large"];

    /// <summary>The models that ship.</summary>
    public static readonly IReadOnlyList<EmbeddedRecipe> Shipped =
    [
        new()
        {
            Id = "unet-nuclei-small",
            Title = "U-Net for small fluorescent nuclei",
            TrainingSets = ["dsb2018-fluo"],
        },
        new()
        {
            Id = "unet-nuclei-fluorescence",
            Title = "U-Net for fluorescent nuclei of several magnifications",
            TrainingSets = FluorescenceSets,
        },
    ];

    /// <summary>Name of the model and of its folder.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, in words.</summary>
    public required string Title { get; init; }

    /// <summary>Sets whose <c>train</c> part it learns from.</summary>
    public required IReadOnlyList<string> TrainingSets { get; init; }

    /// <summary>Where data come from: <c>real</c>, or <c>embedded</c> for simulated fields.</summary>
    public string Data { get; init; } = "real";

    /// <summary>Most fields of each part of a set that are used; for trials.</summary>
    public int Fields { get; init; } = int.MaxValue;

    /// <summary>The network: about 480,000 parameters.</summary>
    public UNet Network { get; init; } = new() { Width = 16, Depth = 3, Heads = [new Head("logits", ObjectTargets.Channels)] };

    /// <summary>Brightness that the network sees.</summary>
    public PercentileRange Range { get; init; } = new();

    /// <summary>How patches are varied.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>
    /// How much soft Dice counts beside binary cross-entropy. On the depth it sharpens the step between the middle of an object and its outline, which tells
    /// touching objects apart better than cross-entropy alone (seen in cross-validation).
    /// </summary>
    public double DiceWeight { get; init; } = 0.3;

    /// <summary>Steps of the final training.</summary>
    public int Steps { get; init; } = 3000;

    /// <summary>Steps of each training for cross-validation.</summary>
    public int FoldSteps { get; init; } = 500;

    /// <summary>Parts that the fields of <c>train</c> are split into, whole photographs each.</summary>
    public int Folds { get; init; } = 2;

    /// <summary>Patches per step.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>Side of a patch.</summary>
    public int PatchSize { get; init; } = 128;

    /// <summary>Learning rate at its highest.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Seed of weights and patches.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What height and width of an image must be multiples of.</summary>
    public int Multiple => 1 << Network.Depth;

    /// <summary>A run of seconds on a few simulated fields, to see that everything works. Its model is of no use.</summary>
    public EmbeddedRecipe Quick() => this with { Data = "embedded", Fields = 4, Steps = 12, FoldSteps = 6, BatchSize = 2, PatchSize = 64 };

    /// <summary>The fields to learn from, set by set.</summary>
    public IReadOnlyList<IReadOnlyList<Sample>> Train() => [.. TrainingSets.Select(id => (IReadOnlyList<Sample>)[.. Open(id).Train.Take(Fields)])];

    /// <summary>A set as the recipe reads it; one simulation stands in for all, with a seed for each.</summary>
    public Dataset Open(string id) => Data == "real"
        ? Dataset.Open(id, Data)
        : Dataset.Open(FluorescenceSets[0], Data, Seed + FluorescenceSets.TakeWhile(set => set != id).Count());
}
