using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Learns from a few scribbles which class each pixel belongs to, as ilastik and Trainable Weka Segmentation do: filters of several widths (<see cref="PixelFeatures"/>)
/// and a random forest (<see cref="RandomForest"/>). <c>var classifier = PixelClassifier.Train([(image, scribbles)]); classifier.Probabilities(image)["nucleus"]</c>
/// </summary>
public sealed class PixelClassifier : IDisplayable
{
    internal PixelClassifier(PixelClassifierParts parts) => Parts = parts;

    internal PixelClassifierParts Parts { get; }

    /// <summary>The classes and what each was learnt from.</summary>
    public IReadOnlyList<ScribbledClass> Classes => Parts.Classes;

    /// <summary>Number of channels of the images that it can work on.</summary>
    public int Channels => Parts.Channels;

    /// <summary>What it sees of a pixel.</summary>
    public PixelFeatures Features => Parts.Features;

    /// <summary>
    /// The share of the scribbled pixels, 0 to 1, that those trees tell wrong which were not grown from them. Too good to be true: the pixels of one stroke are neighbours,
    /// and a tree that never saw a pixel has seen the one beside it. <see cref="StrokeOutOfBagError"/> is the honest number.
    /// </summary>
    public double OutOfBagError => Parts.Forest.OutOfBagError;

    /// <summary>
    /// The share of the scribbled pixels, 0 to 1, that are told wrong by trees which saw nothing of their whole stroke: of another forest, whose trees were grown from whole
    /// strokes drawn at random, class by class. Null when a class has a single stroke. Still it tells of these images only: see how others do.
    /// </summary>
    public double? StrokeOutOfBagError => Parts.StrokeOutOfBagError;

    /// <summary>What the classifier looks at, most important first.</summary>
    public FeatureImportances Importances => new(Features.Names(Channels).Select((name, i) =>
        new FeatureImportance(name, Parts.PermutationImportances[i], Parts.Forest.ImpurityImportances[i])));

    /// <summary>Learns from scribbles. Shows progress; can be interrupted.</summary>
    /// <param name="examples">Images and scribbles on them, at least one pair; all with the same number of channels.</param>
    /// <param name="options">Features and forest; the usual ones when null.</param>
    /// <param name="seed">Chance starts from here. The same seed gives the same classifier, whatever the number of threads.</param>
    /// <exception cref="ArgumentException">There are not two classes, scribbles contradict each other or do not fit their image, or nothing can be told apart.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public static PixelClassifier Train(IReadOnlyList<(Image Image, Scribbles Scribbles)> examples, PixelClassifierOptions? options = null, int seed = 1)
    {
        options ??= new PixelClassifierOptions();
        options.Check();
        Check(examples);
        var channels = examples[0].Image.Channels;
        var samples = ScribbledSamples.From(examples, options, seed);
        var features = options.Features.Names(channels).Count;
        if (AllAlike(samples.Values, features))
            throw new ArgumentException("All scribbled pixels look the same to every filter: where they lie, the image is constant. Is it empty, or saturated? Scribble where classes differ.");
        var training = ForestTraining.Prepare(samples.Values, features, samples.ClassOf, samples.Classes.Count, options.Forest);
        var grown = training.Grow(Bags.OfSamples(samples.ClassOf.Length), seed);
        double? honest = samples.Classes.All(each => each.Strokes > 1)
            ? training.Grow(Bags.OfGroups(samples.StrokeOf, samples.ClassOf), seed, "Leaving strokes out").Forest.OutOfBagError : null;
        return new PixelClassifier(new PixelClassifierParts(options.Features, channels, samples.Classes, grown.Forest)
        {
            StrokeOutOfBagError = honest is { } error && double.IsFinite(error) ? error : null,
            PermutationImportances = training.PermutationImportances(grown, seed),
        });
    }

    /// <summary>How likely every pixel belongs to each class. Shows progress; can be interrupted.</summary>
    /// <param name="image">With as many channels, in the same order, brightness and magnification as those that were learnt from.</param>
    /// <exception cref="ArgumentException">It has another number of channels, or a value is not finite.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public ClassProbabilities Probabilities(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels != Channels)
            throw new ArgumentException($"This classifier learnt from images of {Channels} channel{(Channels == 1 ? "" : "s")}, but this one has {image.Channels}. Give it the same channels, or train one on such images.");
        return new ClassProbabilities([.. Classes.Select(each => each.Name)], PixelPrediction.Run(Parts, image));
    }

    /// <summary>Writes the classifier to a file, replacing an older one only when it is complete.</summary>
    /// <param name="path">For instance <c>nuclei.pixelclassifier</c>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, PixelClassifierFile.Encode(Parts));
    }

    /// <summary>Reads a classifier that <see cref="Save"/> wrote. The file is checked throughout, whoever made it.</summary>
    /// <exception cref="ImageFormatException">The file is damaged, of another version, or none of these.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static PixelClassifier Load(string path) => new(PixelClassifierFile.Read(path));

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] lines =
        [
            $"Pixel classifier: {Parts.Forest.Trees} trees on {Parts.Forest.Features} features, {Channels} channel{(Channels == 1 ? "" : "s")}",
            .. Classes.Select(each => $"{each.Name}: learnt from {each.Pixels:N0} pixels in {each.Strokes:N0} stroke{(each.Strokes == 1 ? "" : "s")}"),
            StrokeOutOfBagError is { } error ? $"Told wrong when a whole stroke is left out: {Percent(error)} of the scribbled pixels"
                : "How it does on strokes that it did not see is unknown: that takes two strokes of every class",
            $"Told wrong when only single pixels are left out: {Percent(OutOfBagError)}, too good to be true, since their neighbours were learnt from",
        ];
        return string.Join("\n", lines);
    }

    /// <summary>What it was learnt from, how well, and by which features.</summary>
    public MimeBundle ToMimeBundle()
    {
        var importances = Importances.ToMimeBundle();
        var html = string.Concat(ToString().Split('\n').Select(line => $"<div>{System.Net.WebUtility.HtmlEncode(line)}</div>")) + importances[MimeBundle.Html];
        return MimeBundle.OfText(ToString() + "\n" + importances[MimeBundle.PlainText]).With(MimeBundle.Html, html);
    }

    private static string Percent(double share) => double.IsNaN(share) ? "unknown" : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static void Check(IReadOnlyList<(Image Image, Scribbles Scribbles)> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Count == 0)
            throw new ArgumentException("There is nothing to learn from; expected at least one image with scribbles.", nameof(examples));
        foreach (var (image, scribbles) in examples)
        {
            ArgumentNullException.ThrowIfNull(image);
            ArgumentNullException.ThrowIfNull(scribbles);
            Shape.RequireSame(image.Height, image.Width, scribbles.Height, scribbles.Width, "An image and its scribbles");
            if (image.Channels != examples[0].Image.Channels)
                throw new ArgumentException($"Found images of {examples[0].Image.Channels} and of {image.Channels} channels; expected the same channels in all.", nameof(examples));
        }
        string[] names = [.. examples.SelectMany(example => example.Scribbles.Classes).Distinct(StringComparer.Ordinal)];
        if (names.Length is < 2 or > RandomForest.MaximumClasses)
            throw new ArgumentException($"Found {names.Length} class{(names.Length == 1 ? $" ('{names[0]}')" : "es")}; expected 2 to {RandomForest.MaximumClasses}. Scribble a few strokes on each, the background too.", nameof(examples));
    }

    private static bool AllAlike(float[] values, int features)
    {
        var first = values.AsSpan(0, features);
        for (var start = features; start < values.Length; start += features)
        {
            if (!values.AsSpan(start, features).SequenceEqual(first))
                return false;
        }
        return true;
    }
}
