using System.Security.Cryptography;
using BioDL.Classical;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Classical;

public sealed class PixelClassifierTests
{
    private static readonly PixelClassifierOptions Quick = new() { Features = new PixelFeatures { Scales = [1, 3.5] }, Forest = new ForestOptions { Trees = 30, Balanced = true } };

    [Fact]
    public void Smooth_and_rough_areas_of_the_same_brightness_are_told_apart()
    {
        var (image, truth) = Halves(seed: 1, height: 160, width: 600);
        var scribbles = Scribbled(image);
        var probabilities = PixelClassifier.Train([(image, scribbles)], Quick).Probabilities(image);
        var rough = probabilities["rough"].Threshold(0.5);
        var right = Enumerable.Range(0, truth.Length).Count(i => rough.Values[i] == truth[i]) / (double)truth.Length;
        Assert.InRange(right, 0.97, 1);
        var (roughness, smoothness) = (probabilities["rough"], probabilities["smooth"]);
        for (var i = 0; i < truth.Length; i++)
            Assert.Equal(1, roughness.Values[i] + smoothness.Values[i], 1e-5f);
        Assert.Equal(["smooth", "rough"], probabilities.Classes);
        var likeliest = probabilities.Likeliest();
        for (var i = 0; i < truth.Length; i++)
            Assert.Equal(roughness.Values[i] > smoothness.Values[i] ? 2 : 1, likeliest.Values[i]);
    }

    [Fact]
    public void Single_channel_tiles_and_squares_do_not_show()
    {
        // What the classifier says must be what its forest says of the features, pixel by pixel, also where tiles and squares of 8 pixels end.
        var random = new Random(6);
        const int Height = 139, Width = 521;
        var image = new Image(2, Height, Width, [.. Enumerable.Range(0, 2 * Height * Width).Select(_ => random.NextSingle())]);
        var scribbles = new Scribbles(image).Stroke("a", (3, 3), (90, 500)).Stroke("b", (100, 4), (130, 300)).Stroke("c", (5, 400), (6, 500)).Stroke("a", (3, 30), (30, 90));
        var classifier = PixelClassifier.Train([(image, scribbles)], Quick);
        var features = Quick.Features.Of(image);
        var rows = new float[features.Values.Length];
        for (var feature = 0; feature < features.Channels; feature++)
        {
            for (var i = 0; i < Height * Width; i++)
                rows[i * features.Channels + feature] = features.Channel(feature)[i];
        }
        var expected = classifier.Parts.Forest.Probabilities(rows);
        var actual = classifier.Probabilities(image).ToImage();
        for (var i = 0; i < Height * Width; i++)
        {
            for (var each = 0; each < 3; each++)
                Assert.Equal(expected[i * 3 + each], actual.Channel(each)[i]);
        }
    }

    [Fact]
    public void Strokes_left_out_tell_more_than_pixels_left_out()
    {
        // Every stroke has a brightness of its own that says nothing of its class: pixels beside each other give their stroke away, other strokes do not.
        var random = new Random(5);
        var image = new Image(1, 120, 120);
        var scribbles = new Scribbles(image);
        var values = new float[120 * 120];
        for (var stroke = 0; stroke < 20; stroke++)
        {
            var brightness = random.NextSingle();
            for (var y = 6 * stroke; y < 6 * stroke + 6; y++)
                values.AsSpan(y * 120, 120).Fill(brightness);
            scribbles = scribbles.Stroke(stroke % 2 == 0 ? "a" : "b", (6 * stroke + 2, 10), (6 * stroke + 2, 100));
        }
        var classifier = PixelClassifier.Train([(image.Like(values), scribbles)], Quick);
        Assert.InRange(classifier.OutOfBagError, 0, 0.01);
        Assert.InRange(classifier.StrokeOutOfBagError!.Value, 0.25, 0.9);
        Assert.Contains("too good to be true", classifier.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_one_stroke_of_a_class_the_honest_error_is_unknown()
    {
        var (image, _) = Halves(seed: 1, height: 40, width: 60);
        var classifier = PixelClassifier.Train([(image, new Scribbles(image).Stroke("smooth", (3, 5), (30, 5)).Stroke("rough", (3, 50), (30, 50)))], Quick);
        Assert.Null(classifier.StrokeOutOfBagError);
        Assert.Contains("that takes two strokes of every class", classifier.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Importances_are_named_sorted_and_shown()
    {
        var (image, _) = Halves(seed: 2, height: 60, width: 120);
        var classifier = PixelClassifier.Train([(image, Scribbled(image))], Quick);
        Assert.Equal(16, classifier.Importances.Count);
        Assert.Equal(classifier.Importances.OrderByDescending(feature => feature.Permutation), classifier.Importances);
        Assert.Equal(1, classifier.Importances.Sum(feature => feature.Impurity), 1e-9);
        Assert.DoesNotContain(classifier.Importances.Take(2), feature => feature.Name == "Gaussian, 3.5 px");
        Assert.Contains("<table", classifier.Importances.ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
        Assert.Contains("… and 4 more features", classifier.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_classifier_to_the_last_byte()
    {
        var (image, _) = Halves(seed: 3, height: 60, width: 120);
        byte[] File(int seed) => PixelClassifierFile.Encode(PixelClassifier.Train([(image, Scribbled(image))], Quick, seed).Parts);
        Assert.Equal(File(4), File(4));
        Assert.NotEqual(File(4), File(5));
    }

    [Fact]
    public void A_classifier_comes_back_from_its_file_as_it_was()
    {
        var (image, _) = Halves(seed: 3, height: 60, width: 120);
        var classifier = PixelClassifier.Train([(image, Scribbled(image))], Quick);
        using var file = new TemporaryFile("halves.pixelclassifier");
        classifier.Save(file.Path);
        var back = PixelClassifier.Load(file.Path);
        Assert.Equal(classifier.ToMimeBundle()[MimeBundle.PlainText], back.ToMimeBundle()[MimeBundle.PlainText]);
        Assert.Equal(classifier.Probabilities(image).ToImage().Values.ToArray(), back.Probabilities(image).ToImage().Values.ToArray());
        Assert.Equal((classifier.OutOfBagError, classifier.StrokeOutOfBagError, classifier.Channels), (back.OutOfBagError, back.StrokeOutOfBagError, back.Channels));
    }

    [Fact]
    public void Files_of_another_kind_version_or_content_are_refused()
    {
        var file = Small();
        Assert.EndsWith("expected a pixel classifier that Save wrote.", Refusal([137, 80, 78, 71, 13, 10, 26, 10]), StringComparison.Ordinal);
        byte[] later = [.. file];
        later[8] = 2;
        Assert.Equal("a, byte 8: found a pixel classifier of version 2, expected version 1; train it anew, or use the release of BioDL that wrote it.", Refusal(later));
        byte[] changed = [.. file];
        changed[200] ^= 1;
        Assert.EndsWith("found another checksum than that of the content, expected a whole, unchanged file; copy it again, or train anew.", Refusal(changed), StringComparison.Ordinal);
        Assert.EndsWith("copy it again, or train anew.", Refusal(file[..^50]), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_files_with_a_right_checksum_are_refused_or_harmless()
    {
        var whole = Small();
        var image = new Image(1, 9, 9, [.. Enumerable.Range(0, 81).Select(i => i % 7f)]);
        var random = new Random(9);
        var refused = 0;
        const int Times = 4000;
        for (var time = 0; time < Times; time++)
        {
            byte[] damaged = time % 5 == 0 ? whole[..random.Next(12, whole.Length)] : [.. whole];
            var content = Math.Max(12, damaged.Length - 32);
            for (var i = random.Next(1, 4); i > 0; i--)
                damaged[random.Next(Math.Min(12, content - 1), content)] = (byte)(random.Next(3) == 0 ? 255 * random.Next(2) : random.Next(256));
            damaged = [.. damaged[..content], .. SHA256.HashData(damaged.AsSpan(0, content))];
            try
            {
                _ = new PixelClassifier(PixelClassifierFile.Decode(damaged, "damaged")).Probabilities(image);
            }
            catch (Exception fault) when (fault is ImageFormatException or ArgumentException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, Times / 4, Times);
    }

    [Fact]
    public void What_cannot_be_learnt_from_is_refused()
    {
        var (image, _) = Halves(seed: 1, height: 40, width: 60);
        var scribbles = new Scribbles(image);
        Assert.StartsWith("There is nothing to learn from; expected at least one image with scribbles.", Refusal([]), StringComparison.Ordinal);
        Assert.StartsWith("Found 0 classes; expected 2 to 256.", Refusal([(image, scribbles)]), StringComparison.Ordinal);
        Assert.StartsWith("Found 1 class ('a'); expected 2 to 256. Scribble a few strokes on each, the background too.", Refusal([(image, scribbles.Stroke("a", (1, 1)))]), StringComparison.Ordinal);
        var two = scribbles.Stroke("a", (1, 1), (1, 9)).Stroke("b", (9, 9));
        Assert.StartsWith("Row 1, column 5 was scribbled as 'a' and as 'b'.", Refusal([(image, two.Stroke("b", (1, 5)))]), StringComparison.Ordinal);
        Assert.StartsWith("All scribbled pixels look the same to every filter: where they lie, the image is constant.", Refusal([(new Image(1, 40, 60), two)]), StringComparison.Ordinal);
        Assert.StartsWith("An image and its scribbles must have the same size", Refusal([(new Image(1, 40, 61), two)]), StringComparison.Ordinal);
        Assert.StartsWith("Found images of 1 and of 2 channels; expected the same channels in all.", Refusal([(image, two), (new Image(2, 40, 60), two)]), StringComparison.Ordinal);

        static string Refusal((Image, Scribbles)[] examples) => Assert.Throws<ArgumentException>(() => PixelClassifier.Train(examples, Quick)).Message;
    }

    [Fact]
    public void Another_number_of_channels_or_an_unknown_class_is_refused()
    {
        var (image, _) = Halves(seed: 1, height: 40, width: 60);
        var classifier = PixelClassifier.Train([(image, Scribbled(image))], Quick);
        Assert.Equal("This classifier learnt from images of 1 channel, but this one has 3. Give it the same channels, or train one on such images.",
            Assert.Throws<ArgumentException>(() => classifier.Probabilities(new Image(3, 4, 4))).Message);
        Assert.StartsWith("There is no class 'nucleus'. The classes are: smooth, rough.",
            Assert.Throws<ArgumentException>(() => classifier.Probabilities(image)["nucleus"]).Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (classifier.Probabilities(new Image(1, 1, 1)).ToImage().Height, classifier.Probabilities(new Image(1, 1, 1))["rough"].Width));
    }

    [Fact]
    public void Several_images_teach_together_and_many_pixels_are_thinned()
    {
        var (first, _) = Halves(seed: 1, height: 60, width: 120);
        var (second, truth) = Halves(seed: 2, height: 60, width: 120);
        var onFirst = new Scribbles(first).Area("rough", (2, 62), (57, 62), (57, 117), (2, 117));
        var onSecond = new Scribbles(second).Area("smooth", (2, 2), (57, 2), (57, 57), (2, 57));
        var classifier = PixelClassifier.Train([(first, onFirst), (second, onSecond)], Quick with { MaximumPixels = 500 });
        var rough = classifier.Probabilities(second)["rough"].Threshold(0.5);
        Assert.InRange(Enumerable.Range(0, truth.Length).Count(i => rough.Values[i] == truth[i]) / (double)truth.Length, 0.95, 1);
        Assert.Equal([new ScribbledClass("rough", 1, 3025), new ScribbledClass("smooth", 1, 3025)], classifier.Classes);
    }

    [Fact]
    public void Training_and_prediction_stop_when_they_are_interrupted()
    {
        var (image, _) = Halves(seed: 1, height: 60, width: 120);
        var classifier = PixelClassifier.Train([(image, Scribbled(image))], Quick);
        using var source = new CancellationTokenSource();
        source.Cancel();
        using var host = Host.Use(new ConsoleHost(TextWriter.Null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => PixelClassifier.Train([(image, Scribbled(image))], Quick));
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.Probabilities(image));
    }

    private static byte[] Small()
    {
        var (image, _) = Halves(seed: 1, height: 30, width: 40);
        var options = new PixelClassifierOptions { Features = new PixelFeatures { Scales = [1] }, Forest = new ForestOptions { Trees = 3, MaximumDepth = 5 } };
        return PixelClassifierFile.Encode(PixelClassifier.Train([(image, Scribbled(image))], options).Parts);
    }

    private static string Refusal(byte[] file) => Assert.Throws<ImageFormatException>(() => PixelClassifierFile.Decode(file, "a")).Message;

    private static Scribbles Scribbled(Image image)
    {
        int left = image.Width / 4, right = image.Width * 3 / 4, low = image.Height - 5;
        return new Scribbles(image).Stroke("smooth", (4, left), (low, left)).Stroke("rough", (4, right), (low, right))
            .Stroke("smooth", (4, 3), (low, 3)).Stroke("rough", (4, image.Width - 4), (low, image.Width - 4));
    }

    /// <summary>Mean 100 everywhere; noise of ± 1 in the left half and of ± 20 in the right one.</summary>
    private static (Image Image, bool[] IsRough) Halves(int seed, int height, int width)
    {
        var random = new Random(seed);
        var isRough = new bool[height * width];
        var values = new float[height * width];
        for (var i = 0; i < values.Length; i++)
        {
            isRough[i] = i % width >= width / 2;
            values[i] = 100 + (isRough[i] ? 40 : 2) * (random.NextSingle() - 0.5f);
        }
        return (new Image(1, height, width, values), isRough);
    }
}
