using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>
/// What a model says of each pixel of an image, by channel: <c>prediction["probability"].Threshold(0.5)</c>. It shows itself, with what was
/// noticed on the way.
/// </summary>
public sealed class Prediction : IDisplayable
{
    private const int MostShown = 4;

    private readonly ModelDescription model;
    private readonly Image input;
    private readonly Dictionary<string, Image> channels = new(StringComparer.Ordinal);

    internal Prediction(
        ModelDescription model, Image input, IReadOnlyList<InputFinding> warnings, string how, IReadOnlyList<(TensorDescription Description, Image Image)> outputs)
    {
        (this.model, this.input) = (model, input);
        Warnings = warnings;
        How = how;
        Outputs = outputs.ToDictionary(output => output.Description.Id, output => output.Image, StringComparer.Ordinal);
        foreach (var (description, image) in outputs)
        {
            var names = Names(description, image.Channels);
            IReadOnlyList<Image> planes = image.Channels == 1 ? [image] : image.SplitChannels();
            for (var i = 0; i < names.Count; i++)
                channels[channels.ContainsKey(names[i]) ? $"{description.Id}/{names[i]}" : names[i]] = planes[i];
        }
    }

    /// <summary>Name of the model.</summary>
    public string Model => model.Name;

    /// <summary>Names of the channels, over all outputs, in order.</summary>
    public IReadOnlyList<string> Channels => [.. channels.Keys];

    /// <summary>Each output with all its channels, by its name in the description.</summary>
    public IReadOnlyDictionary<string, Image> Outputs { get; }

    /// <summary>What speaks against trusting the answer, one line each; see <see cref="InputExamination"/>.</summary>
    public IReadOnlyList<InputFinding> Warnings { get; }

    /// <summary>How the image went through the network, in words: in one piece or in tiles, mirrored or not.</summary>
    public string How { get; }

    /// <summary>One channel, by its own name or, where an output has one channel, that of the output.</summary>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public Image this[string name] =>
        channels.TryGetValue(name, out var channel) ? channel
        : Outputs.TryGetValue(name, out var output) && output.Channels == 1 ? output
        : throw new ArgumentException($"{Model} gives no channel '{name}'. Its channels are: {string.Join(", ", channels.Keys)}.", nameof(name));

    /// <summary>The only output, or the first, with all its channels.</summary>
    public Image Image => Outputs[model.Outputs[0].Id];

    /// <summary>The objects, numbered 1, 2, 3 …</summary>
    /// <param name="rule">How channels become objects; chosen by what the description says when null, see <see cref="ObjectRule.For"/>.</param>
    /// <returns>The objects; their provenance says in words how they came about.</returns>
    /// <exception cref="ArgumentException">The description does not say how objects are to be made; the message says what to choose from.</exception>
    public LabelImage Segment(ObjectRule? rule = null)
    {
        rule ??= ObjectRule.For(model, this);
        var labels = rule.Apply(this);
        return new LabelImage(labels.Height, labels.Width, labels.Values.ToArray())
        {
            PixelSize = labels.PixelSize,
            Provenance = $"{Model}: {rule.Words}{string.Concat(Warnings.Select(warning => $"; {warning}"))}",
        };
    }

    /// <summary>The model, its channels and how it ran; then one line for each warning.</summary>
    public override string ToString() =>
        $"Prediction of {Model}: {string.Join(", ", channels.Select(channel => $"{channel.Key} ({channel.Value.Width} × {channel.Value.Height})"))}; {How}"
        + string.Concat(Warnings.Select(warning => $"\n⚠ {warning}"));

    /// <summary>The image and the first channels side by side, and the warnings below.</summary>
    public MimeBundle ToMimeBundle()
    {
        var pictures = channels.Take(MostShown).Select(channel => channel.Value.Show(channel.Key, Range(channel.Value), ColourMap.Viridis));
        var panels = Panels.Of([input.Show("Image"), .. pictures]).ToMimeBundle();
        var notes = string.Concat(Warnings.Select(warning => $"<p style=\"margin:4px 0\">⚠ {System.Net.WebUtility.HtmlEncode(warning.ToString())}</p>"));
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, panels[MimeBundle.Html] + notes);
    }

    /// <summary>Probabilities are shown from 0 to 1, so that pictures of several images compare.</summary>
    private static (float, float)? Range(Image channel)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in channel.Values)
            (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        return low >= 0 && high <= 1 ? (0, 1) : null;
    }

    private static IReadOnlyList<string> Names(TensorDescription output, int count)
    {
        var given = output.Axes.FirstOrDefault(axis => axis.Kind == AxisKind.Channel)?.ChannelNames ?? [];
        return given.Count == count && given.Distinct(StringComparer.Ordinal).Count() == count ? given
            : count == 1 ? [output.Id]
            : [.. Enumerable.Range(0, count).Select(i => $"{output.Id} {i}")];
    }
}
