using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class FluorescenceNucleiTests
{
    public static TheoryData<string> Presets => ["Default", "Crowded", "Dim"];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_nucleus_is_one_connected_object_of_some_size(string preset)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var field = Preset(preset).Render(seed);

            Assert.True(field.Nuclei.Count > 5, $"{preset}, seed {seed}: {field.Nuclei.Count} nuclei");
            Assert.Equal(field.Nuclei.Count, field.Labels.Count);
            Assert.Equal(field.Nuclei.Count, field.Labels.Maximum);
            Assert.All(Enumerable.Range(1, field.Labels.Maximum), label => Assert.Equal(1, Pieces(field.Labels, label)));
            Assert.All(field.Labels.Areas.ToArray(), area => Assert.True(area >= 10));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.15)]
    public void Whole_nuclei_cover_the_area_of_their_ellipse(double irregularity)
    {
        var settings = FluorescenceNuclei.Default with { PixelSize = 0.25, Width = 512, Height = 512, Irregularity = irregularity };
        var field = settings.Render(seed: 4);
        var whole = field.Nuclei.Where(nucleus => Inside(nucleus, field, margin: 40)).ToArray();

        Assert.True(whole.Length >= 5);
        foreach (var nucleus in whole)
        {
            // Rounding errs by a fraction of the pixels on the outline, as often up as down: half the square root of their number is generous.
            double expected = nucleus.Area / (0.25 * 0.25), outline = Math.PI * nucleus.Length / 0.25;
            Assert.InRange(field.Labels.Areas[nucleus.Label], expected - Math.Sqrt(outline), expected + Math.Sqrt(outline));
        }
    }

    [Fact]
    public void Labels_lie_where_the_nuclei_are()
    {
        var field = FluorescenceNuclei.Default.Render(seed: 9);

        Assert.All(field.Nuclei.Where(nucleus => Inside(nucleus, field, margin: 1)), nucleus =>
            Assert.Equal(nucleus.Label, field.Labels[(int)Math.Round(nucleus.Y), (int)Math.Round(nucleus.X)]));
    }

    [Fact]
    public void The_number_of_nuclei_follows_the_density()
    {
        var settings = FluorescenceNuclei.Default with { Density = 8 };
        var counts = Enumerable.Range(1, 20).Select(seed => settings.Render(seed).Nuclei.Count(nucleus => Inside(nucleus, 256, margin: 0))).ToArray();

        // 256 × 0.65 µm squared is 27,689 µm²: 22.2 nuclei expected; the mean of 20 Poisson counts errs by √(22.2/20) = 1.05.
        Assert.InRange(counts.Average(), 22.15 - 4 * 1.05, 22.15 + 4 * 1.05);
    }

    [Fact]
    public void Touching_raises_the_number_of_touching_pairs_from_none()
    {
        int Pairs(double touching) => Enumerable.Range(1, 4)
            .Sum(seed => TouchingPairs((FluorescenceNuclei.Crowded with { Touching = touching, Density = 15 }).Render(seed).Labels));

        var pairs = new[] { Pairs(0), Pairs(0.3), Pairs(0.9) };
        Assert.Equal(0, pairs[0]);
        Assert.True(pairs[1] > 10 && pairs[2] > 2 * pairs[1], string.Join(", ", pairs));
    }

    [Fact]
    public void The_same_seed_gives_the_same_field_on_every_thread_and_another_seed_another()
    {
        var first = FluorescenceNuclei.Crowded.Render(seed: 7);
        var again = new SimulatedField[3];
        Parallel.For(0, again.Length, i => again[i] = FluorescenceNuclei.Crowded.Render(seed: 7));
        var other = FluorescenceNuclei.Crowded.Render(seed: 8);

        Assert.All(again, field => Assert.True(field.Image.Values.SequenceEqual(first.Image.Values)));
        Assert.All(again, field => Assert.True(field.Labels.Values.SequenceEqual(first.Labels.Values)));
        Assert.False(other.Image.Values.SequenceEqual(first.Image.Values));
        Assert.False(other.Labels.Values.SequenceEqual(first.Labels.Values));
    }

    [Fact]
    public void Dials_for_light_and_camera_leave_the_nuclei_where_they_are()
    {
        var plain = FluorescenceNuclei.Default.Render(seed: 7);
        var worse = (FluorescenceNuclei.Default with { Blur = 3, Photons = 40, Background = 50, Texture = 0.5, Camera = new Camera { ReadNoise = 9 } }).Render(seed: 7);

        Assert.True(worse.Labels.Values.SequenceEqual(plain.Labels.Values));
        Assert.False(worse.Image.Values.SequenceEqual(plain.Image.Values));
    }

    [Fact]
    public void Blur_moves_light_but_keeps_its_total()
    {
        // The nuclei keep clear of the field's edge, so that no light leaves or enters.
        var seed = Enumerable.Range(1, 500).First(seed =>
            (FluorescenceNuclei.Default with { Density = 1.5 }).Render(seed).Nuclei is { Count: > 0 } nuclei && nuclei.All(nucleus => Inside(nucleus, 256, margin: 40)));
        double Total(double blur) => (FluorescenceNuclei.Default with { Density = 1.5, Background = 0, Blur = blur })
            .Render(seed).Photons.Values.ToArray().Sum(value => (double)value);

        Assert.Equal(1, Total(3) / Total(0), 5);
    }

    [Fact]
    public void Light_inside_is_photons_times_brightness_and_beside_it_the_background()
    {
        var field = (FluorescenceNuclei.Default with { Texture = 0, Blur = 0, Photons = 200, Background = 11 }).Render(seed: 2);

        Assert.All(field.Nuclei.Where(nucleus => Inside(nucleus, field, margin: 1)), nucleus =>
            Assert.Equal(200 * nucleus.Brightness + 11, field.Photons[(int)Math.Round(nucleus.Y), (int)Math.Round(nucleus.X)], 2));
        Assert.Equal(11, field.Photons.Values.ToArray().Min());
    }

    [Fact]
    public void An_uneven_background_keeps_its_mean_and_rises_by_its_unevenness()
    {
        var light = (FluorescenceNuclei.Default with { Density = 0, Background = 50, BackgroundUnevenness = 0.6 }).Render(seed: 3).Photons.Values.ToArray();

        Assert.Equal(50, light.Average(value => (double)value), 2);
        Assert.Equal(20, light.Min(), 2);
        Assert.Equal(80, light.Max(), 2);
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 255)]
    [InlineData(90, 255, 0, 0, 0)]
    [InlineData(180, 0, 255, 0, 0)]
    public void An_uneven_background_rises_where_it_is_told_to(double direction, int darkY, int darkX, int brightY, int brightX)
    {
        var light = (FluorescenceNuclei.Default with { Density = 0, Background = 50, BackgroundUnevenness = 0.6, BackgroundDirection = direction }).Render(seed: 3).Photons;
        Assert.Equal(20, light[darkY, darkX], 2);
        Assert.Equal(80, light[brightY, brightX], 2);
    }

    [Fact]
    public void Settings_out_of_range_are_named_with_what_was_found_and_expected()
    {
        var touching = Assert.Throws<ArgumentException>(() => (FluorescenceNuclei.Default with { Touching = 1.5 }).Render());
        Assert.Equal("Touching is 1.5; expected 0 to 1.", touching.Message);
        var diameter = Assert.Throws<ArgumentException>(() => (FluorescenceNuclei.Default with { Diameter = 2 }).Render());
        Assert.Equal("Diameter is 2 µm; expected 2.6 to 83.2 µm.", diameter.Message);
        Assert.Throws<ArgumentException>(() => (FluorescenceNuclei.Default with { Blur = double.NaN }).Render());
    }

    [Fact]
    public void A_field_shows_its_image_beside_its_truth()
    {
        var field = FluorescenceNuclei.Default.Render(seed: 7);
        var lines = field.ToMimeBundle()["text/plain"].Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"1. Simulated field, seed 7, {field.Nuclei.Count} nuclei: image, ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith($"outlined: truth ({field.Nuclei.Count})", lines[1], StringComparison.Ordinal);
    }

    private static FluorescenceNuclei Preset(string name) => name switch
    {
        "Default" => FluorescenceNuclei.Default,
        "Crowded" => FluorescenceNuclei.Crowded,
        _ => FluorescenceNuclei.Dim,
    };

    private static bool Inside(Nucleus nucleus, SimulatedField field, double margin) => Inside(nucleus, field.Image.Width, margin);

    private static bool Inside(Nucleus nucleus, int size, double margin) =>
        Math.Min(nucleus.X, nucleus.Y) >= margin - 0.5 && Math.Max(nucleus.X, nucleus.Y) < size - 0.5 - margin;

    private static int TouchingPairs(LabelImage labels)
    {
        var pairs = new HashSet<(int, int)>();
        for (var y = 0; y < labels.Height - 1; y++)
        {
            for (var x = 0; x < labels.Width - 1; x++)
            {
                foreach (var (dy, dx) in new[] { (0, 1), (1, 0), (1, 1) })
                {
                    int one = labels[y, x], other = labels[y + dy, x + dx];
                    if (one != other && one > 0 && other > 0)
                        pairs.Add((Math.Min(one, other), Math.Max(one, other)));
                }
            }
        }
        return pairs.Count;
    }

    private static int Pieces(LabelImage labels, int label)
    {
        var left = Enumerable.Range(0, labels.Values.Length).Where(i => labels.Values[i] == label).ToHashSet();
        var pieces = 0;
        while (left.Count > 0)
        {
            pieces++;
            var walk = new Queue<int>([left.First()]);
            left.Remove(walk.Peek());
            while (walk.TryDequeue(out var i))
            {
                foreach (var next in new[] { i % labels.Width > 0 ? i - 1 : -1, (i + 1) % labels.Width > 0 ? i + 1 : -1, i - labels.Width, i + labels.Width })
                {
                    if (left.Remove(next))
                        walk.Enqueue(next);
                }
            }
        }
        return pieces;
    }
}
