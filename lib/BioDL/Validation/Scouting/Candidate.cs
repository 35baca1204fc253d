using BioDL.Images;
using BioDL.Models;

namespace BioDL.Validation;

/// <summary>A method that takes part in a comparison: <c>("Otsu", image =&gt; …)</c>, or <c>Candidate.Of(model)</c>.</summary>
public sealed record Candidate
{
    private Candidate(string name, Func<Image, LabelImage> segment, ZooModel? model, bool needsNoLabels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(segment);
        (Name, Segment, Model, NeedsNoLabels) = (name, segment, model, needsNoLabels);
    }

    /// <summary>What it is called in tables.</summary>
    public string Name { get; }

    /// <summary>From an image to its objects.</summary>
    public Func<Image, LabelImage> Segment { get; }

    /// <summary>The pretrained model behind it, whose training data and version are known then; null where it is something else.</summary>
    public ZooModel? Model { get; }

    /// <summary>Whether it is one of the baselines that join every comparison: they learn nothing, so that they need no labels.</summary>
    public bool NeedsNoLabels { get; }

    /// <summary>A pretrained model, under its own name or another one.</summary>
    /// <param name="model">The model; its own rule makes objects of what it says.</param>
    /// <param name="name">What it is called in tables; the name that it was opened by when null.</param>
    public static Candidate Of(ZooModel model, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Candidate(name ?? model.Name, model.Segment, model, needsNoLabels: false);
    }

    /// <summary>Any method. Where it is a pretrained model's own <c>Segment</c>, the model is recognised.</summary>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="segment">From an image to its objects, numbered 1, 2, 3 …</param>
    public static Candidate Of(string name, Func<Image, LabelImage> segment) => new(name, segment, segment?.Target as ZooModel, needsNoLabels: false);

    internal static Candidate Baseline(string name, Func<Image, LabelImage> segment, ZooModel? model = null) => new(name, segment, model, needsNoLabels: true);
}
