using BioDL.Classical;

namespace BioDL.Models;

/// <summary>Chooses how channels become objects by what a description says.</summary>
internal static class RuleChoice
{
    private static readonly string[] Boundaries = ["boundar", "border", "contour", "edge", "membrane", "outline"];
    private static readonly string[] Distances = ["distance", "dist_", "edt", "depth"];
    private static readonly string[] Centres = ["centre", "center", "centroid", "seed", "marker"];
    private static readonly string[] Foregrounds = ["foreground", "interior", "inside", "probability", "prob", "mask", "nucle", "cell", "object"];
    private static readonly string[] Labels = ["label", "instance"];

    public static ObjectRule Of(ModelDescription model, Prediction prediction)
    {
        var channels = prediction.Channels;
        if (Separation(model) is { } separation && channels.Count == 2)
            return new DepthRule { Foreground = channels[0], Depth = channels[1], Separation = separation };
        if (channels.Count == 1 && GivesLabels(model))
            return new LabelRule { Channel = channels[0] };
        var foreground = Find(channels, Foregrounds, Boundaries.Concat(Distances).Concat(Centres));
        if (Find(channels, Boundaries) is { } boundary)
            return new BoundaryRule { Boundary = boundary, Foreground = foreground };
        if (Find(channels, Centres) is { } centre && foreground is not null)
            return new SeedRule { Foreground = foreground, Seeds = centre };
        if (Find(channels, Distances) is { } distance)
            return new DistanceRule { Distance = distance, Foreground = foreground };
        if (channels.Count == 2 && Mentions(model, Boundaries))
            return new BoundaryRule { Foreground = channels[0], Boundary = channels[1] };
        if (channels.Count > 2 && Mentions(model, ["affinit"]))
            return new AffinityRule { Foreground = channels[0], Affinities = [.. channels.Skip(1).Take(2)] };
        if (foreground is not null || channels.Count == 1)
            return new ThresholdRule { Channel = foreground ?? channels[0] };
        throw new ArgumentException($"{model.Name} gives the channels {string.Join(", ", channels)}, and its description does not say which of them make objects. "
            + $"Say it: Segment(new {nameof(ThresholdRule)} {{ Channel = \"{channels[0]}\" }}), or a {nameof(BoundaryRule)}, {nameof(SeedRule)}, "
            + $"{nameof(DistanceRule)} or {nameof(AffinityRule)}.");
    }

    private static ObjectSeparation? Separation(ModelDescription model)
    {
        if (model.Find("biodl", "separation") is null)
            return null;
        var usual = new ObjectSeparation();
        return new ObjectSeparation
        {
            Foreground = model.FindNumber("biodl", "separation", "foreground") ?? usual.Foreground,
            Core = model.FindNumber("biodl", "separation", "core") ?? usual.Core,
            MinimumCore = (int)(model.FindNumber("biodl", "separation", "minimum_core") ?? usual.MinimumCore),
            MinimumArea = (int)(model.FindNumber("biodl", "separation", "minimum_area") ?? usual.MinimumArea),
        };
    }

    /// <summary>Whole numbers of 16 bits or more under a name that speaks of labels.</summary>
    private static bool GivesLabels(ModelDescription model) =>
        model.Outputs[0] is { DataType: "uint16" or "int16" or "uint32" or "int32" or "int64" or "uint64" } output
        && Labels.Any(word => $"{output.Id} {output.Description}".Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Find(IReadOnlyList<string> channels, IEnumerable<string> words, IEnumerable<string>? but = null) =>
        channels.FirstOrDefault(channel => Has(channel, words) && !Has(channel, but ?? []));

    private static bool Has(string text, IEnumerable<string> words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Mentions(ModelDescription model, string[] words) =>
        Has(string.Join(' ', [model.Name, model.Description, .. model.Tags, .. model.Outputs.Select(output => output.Description)]), words);
}
