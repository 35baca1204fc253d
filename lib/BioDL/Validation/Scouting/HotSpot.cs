using System.Collections;
using System.Globalization;
using BioDL.Data;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Validation;

/// <summary>A part of a field where candidates conflict.</summary>
public sealed record HotSpot
{
    internal HotSpot(Sample field, Region part, double disagreement, IReadOnlyList<(string Candidate, LabelImage Found)> said)
    {
        (Field, Part, Disagreement) = (field, part, disagreement);
        Said = [.. said.Select(answer => (answer.Candidate, answer.Found.Crop(part)))];
    }

    /// <summary>The field.</summary>
    public Sample Field { get; }

    /// <summary>The part of it.</summary>
    public Region Part { get; }

    /// <summary>How much the candidates conflict there, 0 (not at all) to 1 (in every pixel, every two of them).</summary>
    public double Disagreement { get; }

    /// <summary>The objects that each candidate finds there; objects at the border are cut.</summary>
    public IReadOnlyList<(string Candidate, LabelImage Found)> Said { get; }

    /// <summary>Field, place and what each candidate counts.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Field.Id}, {Part.Width} × {Part.Height} pixels from row {Part.Y}, column {Part.X}, disagreement {Disagreement:0.00}: labels {Field.Labels.Crop(Part).Count}, {string.Join(", ", Said.Select(answer => $"{answer.Candidate} {answer.Found.Count}"))}");

    /// <summary>The part with the labels, then with what each candidate found.</summary>
    internal IEnumerable<Picture> Pictures()
    {
        // The same brightness in every part of a field; a field without contrast has no range of its own.
        (float, float)? range = Contrast.Range(Field.Image) is var (low, high) && high > low ? (low, high) : null;
        var image = Field.Image.Crop(Part);
        var labels = Field.Labels.Crop(Part);
        yield return image.Show($"Labels: {labels.Count}", range).Outline(labels, "labels", LineStyle.First);
        foreach (var (candidate, found) in Said)
            yield return image.Show($"{candidate}: {found.Count}", range).Outline(found, "found", LineStyle.Second);
    }

    internal string Place => string.Create(CultureInfo.InvariantCulture, $"{Field.Id}, row {Part.Y}, column {Part.X}: disagreement {Disagreement:0.00}");
}

/// <summary>The parts of fields where candidates conflict most, worst first: <c>scout.HotSpots(4)</c>.</summary>
public sealed class HotSpots : IReadOnlyList<HotSpot>, IDisplayable
{
    private readonly IReadOnlyList<HotSpot> spots;

    internal HotSpots(IReadOnlyList<HotSpot> spots) => this.spots = spots;

    /// <inheritdoc/>
    public int Count => spots.Count;

    /// <inheritdoc/>
    public HotSpot this[int index] => spots[index];

    /// <inheritdoc/>
    public IEnumerator<HotSpot> GetEnumerator() => spots.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line for each.</summary>
    public override string ToString() => spots.Count == 0 ? "The candidates agree in every pixel of every field." : string.Join("\n", spots.Select((spot, n) => $"{n + 1}. {spot}"));

    /// <summary>A row of pictures for each: the labels, then what each candidate says.</summary>
    public MimeBundle ToMimeBundle() => spots.Count == 0 ? MimeBundle.OfText(ToString())
        : MimeBundle.OfText(ToString()).With(MimeBundle.Html, PictureRows.Of(spots.Select(spot => (spot.Place, spot.Pictures()))).ToMimeBundle()[MimeBundle.Html]);
}
