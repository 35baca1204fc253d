using System.Globalization;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Data;

/// <summary>
/// The simulated fields that stand in for a data set whose files are not at hand: several kinds in turn, so that a method that works on one meets
/// the others. Every field is a group of its own: simulated fields share nothing but their settings.
/// </summary>
internal static class SimulatedSamples
{
    private const int FieldsPerSplit = 24;
    private const int SeedsPerSet = 10_000;

    /// <summary>What manifests may name as stand-in, and the kinds of field that each means.</summary>
    private static readonly Dictionary<string, (string Name, Func<int, (Image, LabelImage)> Render)[]> StandIns = new(StringComparer.Ordinal)
    {
        ["fluorescence-nuclei"] =
            [Fluorescence("easy", FluorescenceNuclei.Default), Fluorescence("crowded", FluorescenceNuclei.Crowded), Fluorescence("uneven", FluorescenceNuclei.Dim)],
        ["fluorescence-nuclei-large-field"] =
            [Fluorescence("crowded", Large(FluorescenceNuclei.Crowded)), Fluorescence("uneven", Large(FluorescenceNuclei.Dim))],
        ["fluorescence-nuclei-magnified"] =
            [Fluorescence("easy", Magnified(FluorescenceNuclei.Default)), Fluorescence("crowded", Magnified(FluorescenceNuclei.Crowded))],
        ["stained-tissue"] =
            [Tissue("two-dyes", StainedTissue.Default), Tissue("pale", StainedTissue.Default with { Hematoxylin = 0.5, Eosin = 0.2 }), Tissue("one-dye", StainedTissue.SingleDye)],
    };

    /// <exception cref="DatasetException">No simulation stands in for that data set.</exception>
    public static IReadOnlyList<Sample> StandingInFor(DatasetManifest manifest, int seed) => StandIns.TryGetValue(manifest.StandIn, out var kinds)
        ? [.. Enumerable.Range(0, 2 * FieldsPerSplit).Select(index => Field(kinds[index % kinds.Length], index, seed))]
        : throw new DatasetException($"No simulation stands in for {manifest.Id} (its manifest says '{manifest.StandIn}'). Only its real images can be used.");

    private static Sample Field((string Name, Func<int, (Image, LabelImage)> Render) kind, int index, int seed)
    {
        var field = new Lazy<(Image Image, LabelImage Labels)>(() => kind.Render(unchecked(seed * SeedsPerSet + index)));
        var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Name}-{index + 1:00}");
        return new Sample(id, id, index < FieldsPerSplit ? "train" : "test", () => field.Value.Image, () => field.Value.Labels);
    }

    private static (string, Func<int, (Image, LabelImage)>) Fluorescence(string name, FluorescenceNuclei settings) =>
        (name, seed =>
        {
            var field = settings.Render(seed);
            return (field.Image, field.Labels);
        }
    );

    private static (string, Func<int, (Image, LabelImage)>) Tissue(string name, StainedTissue settings) =>
        (name, seed =>
        {
            var field = settings.Render(seed);
            return (field.Image, field.Labels);
        }
    );

    private static FluorescenceNuclei Large(FluorescenceNuclei settings) => settings with { Width = 512, Height = 384 };

    /// <summary>The same nuclei through an objective of three times the magnification: pixels a third as wide, fewer nuclei in the field.</summary>
    private static FluorescenceNuclei Magnified(FluorescenceNuclei settings) =>
        settings with { Width = 360, Height = 360, PixelSize = settings.PixelSize / 3 };
}
