using BioDL.Data;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Statistics;

namespace BioDL.Validation;

/// <content>Where candidates conflict.</content>
public sealed partial class Scout
{
    private const int SmallestPart = 32;

    /// <summary>A part shows about this many objects side by side.</summary>
    private const int ObjectsAcross = 4;

    /// <summary>
    /// How much candidates conflict in each pixel, 0 to 1: the mean over every two of them of 1 − IoU of the two objects that hold the pixel (1 where only one has an object there). It asks those among which the
    /// choice is open (<see cref="Alike"/>), all where only one is; labels play no part, so that it can point out wrong labels too.
    /// </summary>
    /// <param name="field">One of the fields.</param>
    /// <exception cref="ArgumentException">The field was not compared on.</exception>
    public Image DisagreementMap(Sample field) => Validation.DisagreementMap.Of([.. Answers(Position(field)).Select(answer => answer.Found)]);

    /// <summary>A field with its labels, where candidates conflict in it, and what each of them finds.</summary>
    /// <param name="field">One of the fields.</param>
    /// <exception cref="ArgumentException">The field was not compared on.</exception>
    public Panels Disagreement(Sample field)
    {
        var image = Fields[Position(field)].Image;
        return Panels.Of([
            image.Show($"{field.Id}, labels: {field.Labels.Count}").Outline(field.Labels, "labels"),
            DisagreementMap(field).Show("Where they conflict", (0, 1), ColourMap.Viridis).WithBar("Disagreement (0 to 1)"),
            .. Answers(Position(field)).Select(answer => image.Show($"{answer.Candidate}: {answer.Found.Count}").Outline(answer.Found, "found", LineStyle.Second))]);
    }

    /// <summary>The parts where candidates conflict most, worst first, at most one of an image, and of another image of the same independent field only after one of every field.</summary>
    /// <param name="count">How many at most, at least 1.</param>
    public HotSpots HotSpots(int count = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var side = PartSide();
        (int Field, Region Part, double Mean)[] worst = [.. Progress.Over([.. Enumerable.Range(0, Fields.Count)], "Looking for conflicts")
            .Select(field => (Field: field, Worst: Validation.DisagreementMap.Worst(DisagreementMap(Fields[field]), side)))
            .Select(spot => (spot.Field, spot.Worst.Part, spot.Worst.Mean))];
        return new HotSpots([.. worst.Where(spot => spot.Mean > 0).OrderByDescending(spot => spot.Mean).ThenBy(spot => spot.Field)
            .GroupBy(spot => Fields[spot.Field].Group, StringComparer.Ordinal).SelectMany(group => group.Select((spot, turn) => (Spot: spot, Turn: turn)))
            .OrderBy(spot => spot.Turn).ThenByDescending(spot => spot.Spot.Mean).ThenBy(spot => spot.Spot.Field).Take(count)
            .Select(spot => new HotSpot(Fields[spot.Spot.Field], spot.Spot.Part, spot.Spot.Mean, Answers(spot.Spot.Field)))]);
    }

    private IReadOnlyList<CandidateResult> Asked => Alike.Count > 1 ? Alike : [.. Candidates.OrderByDescending(candidate => candidate.MeanScore)];

    private IReadOnlyList<(string Candidate, LabelImage Found)> Answers(int field) => [.. Asked.Select(candidate => (candidate.Name, candidate.Fields[field].Found))];

    private int Position(Sample field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var position = Fields.Index().Where(one => one.Item.Id == field.Id).Select(one => one.Index).DefaultIfEmpty(-1).First();
        return position >= 0 ? position : throw new ArgumentException($"{field.Id} is not among the {Fields.Count} images that were compared on; expected one of them, such as {Fields[0].Id}.", nameof(field));
    }

    private int PartSide()
    {
        double[] areas = [.. Fields.SelectMany(field => field.Labels.Areas[1..].ToArray()).Where(area => area > 0).Select(area => (double)area)];
        return areas.Length == 0 ? SmallestPart : Math.Max(SmallestPart, (int)Math.Ceiling(ObjectsAcross * 2 * Math.Sqrt(Summary.Median(areas) / Math.PI)));
    }
}
