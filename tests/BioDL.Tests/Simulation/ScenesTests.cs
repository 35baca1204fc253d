using BioDL.Classical;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class ScenesTests
{
    /// <summary>No camera noise, grey values in photons, no blur to speak of.</summary>
    private static readonly Camera Ideal = new() { Gain = 1, Offset = 0, ReadNoise = 0, BitDepth = 16 };

    public static TheoryData<string> Names => new(Presets.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_image_and_another_seed_another(string name)
    {
        var image = Presets.Image(name, 3);

        Assert.Equal(image.Values.ToArray(), Presets.Image(name, 3).Values.ToArray());
        Assert.NotEqual(image.Values.ToArray(), Presets.Image(name, 4).Values.ToArray());
        Assert.NotNull(image.PixelSize);
        // Something is to be seen, and hardly anything saturates.
        Assert.True(image.Values.ToArray().Max() > 1.3 * image.Values.ToArray().Order().ElementAt(image.Values.Length / 50), name);
        Assert.InRange(image.Values.ToArray().Count(value => value >= 255), 0, image.Values.Length / 50);
    }

    [Fact]
    public void A_preset_that_does_not_exist_is_refused_with_those_that_do() =>
        Assert.StartsWith("Found no preset 'Rings.Huge'; choose one of FluorescenceNuclei.Default,",
            Assert.Throws<ArgumentException>(() => Presets.Image("Rings.Huge")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Exactly_the_wanted_share_of_the_cells_divides(double share)
    {
        var field = (FluorescenceCells.Confluent with { MitoticShare = share, Microscope = new Microscope { Width = 400, Height = 400 } }).Render(2);

        Assert.True(field.Cells.Count > 10);
        Assert.Equal((int)Math.Round(share * field.Cells.Count, MidpointRounding.AwayFromZero), field.Classes.Count(one => one == (int)CellClass.Mitotic));
    }

    [Fact]
    public void More_dividing_cells_are_the_same_and_others_besides_in_the_same_places()
    {
        CellField few = (FluorescenceCells.Default with { MitoticShare = 0.3 }).Render(5), many = (FluorescenceCells.Default with { MitoticShare = 0.7 }).Render(5);

        Assert.Equal(few.CellLabels.Values.ToArray(), many.CellLabels.Values.ToArray());
        Assert.All(few.Cells.Zip(many.Cells), pair => Assert.True(pair.First.Class <= pair.Second.Class));
    }

    [Fact]
    public void Dials_for_light_and_microscope_leave_the_cells_where_they_are()
    {
        var dim = FluorescenceCells.Default with { NucleusPhotons = 20, Texture = 0, Microscope = new Microscope { Optics = new Optics { NumericalAperture = 0.3, Defocus = 5 } } };
        Assert.Equal(FluorescenceCells.Default.Render(4).NucleusLabels.Values.ToArray(), dim.Render(4).NucleusLabels.Values.ToArray());
        var phase = PhaseContrastCells.Default with { Halo = 0.1, Contrast = 0.1, Texture = 0 };
        Assert.Equal(PhaseContrastCells.Default.Render(4).Labels.Values.ToArray(), phase.Render(4).Labels.Values.ToArray());
    }

    [Fact]
    public void Nuclei_lie_within_their_cells_and_carry_the_same_number()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var field = FluorescenceCells.Confluent.Render(seed);
            var (cells, nuclei) = (field.CellLabels.Values.ToArray(), field.NucleusLabels.Values.ToArray());

            Assert.Equal(field.Cells.Count, field.CellLabels.Count);
            Assert.All(nuclei.Zip(cells), pair => Assert.True(pair.First == 0 || pair.First == pair.Second));
            Assert.True(field.NucleusLabels.Count > field.CellLabels.Count / 2);
            Assert.All(Enumerable.Range(1, field.CellLabels.Maximum), label =>
                Assert.Equal(1, new Mask(256, 256, Array.ConvertAll(cells, value => value == label)).Components(Connectivity.Four).Count));
        }
    }

    [Fact]
    public void Without_texture_light_is_photons_within_and_background_beside()
    {
        var sharp = new Microscope { Optics = new Optics { NumericalAperture = 0.9, Wavelength = 300 } };
        var settings = FluorescenceCells.Default with { Texture = 0, BrightnessVariation = 0, MitoticShare = 0.5, Background = 7, Microscope = sharp };
        var field = settings.Render(3);
        var (dna, cytoplasm) = (field.Photons.Channel(0).ToArray(), field.Photons.Channel(1).ToArray());
        foreach (var cell in field.Cells.Where(cell => field.NucleusLabels.Areas.Length > cell.Label && field.NucleusLabels.Areas[cell.Label] > 100))
        {
            var inside = Enumerable.Range(0, dna.Length).Where(i => field.NucleusLabels.Values[i] == cell.Label).Max(i => dna[i]);
            Assert.Equal(7 + (cell.Class == CellClass.Mitotic ? 2.5 : 1) * 250, inside, 25.0);
        }
        Assert.InRange(cytoplasm.Max(), 290, 310);
        Assert.InRange(dna.Min(), 7, 8);
    }

    [Fact]
    public void Phase_contrast_without_halo_maps_thickness_and_with_it_brightens_the_surroundings()
    {
        var plain = PhaseContrastCells.Default with { Texture = 0, Photons = 1000, Density = 4 };
        PhaseContrastField without = (plain with { Halo = 0 }).Render(6), with = (plain with { Halo = 1 }).Render(6);
        var outside = with.Labels.Foreground().Invert().Distance();
        var background = Enumerable.Range(0, outside.Values.Length).Where(i => with.Labels.Values[i] == 0).ToArray();

        // Far from all cells the light is that of the dial, with or without halo; a ring around them is brighter only with it.
        Assert.Equal(1000, without.Photons.Values.ToArray().Max(), 1.0);
        var ring = background.Where(i => IsNear(with.Labels, i, 3)).Average(i => (double)with.Photons.Values[i]);
        Assert.True(ring > 1050, $"{ring}");
        Assert.True(background.Where(i => IsNear(with.Labels, i, 3)).Average(i => (double)without.Photons.Values[i]) < 1000);
        // Shade-off: the middles of cells are brighter with halo than without.
        var inside = Enumerable.Range(0, with.Labels.Values.Length).Where(i => with.Labels.Values[i] > 0).ToArray();
        Assert.True(inside.Average(i => with.Photons.Values[i]) > inside.Average(i => without.Photons.Values[i]) + 50);
    }

    [Fact]
    public void Filaments_have_their_length_and_bend_as_worm_like_chains_do()
    {
        var settings = Filaments.Default with { Length = 20, LengthVariation = 0, PersistenceLength = 8, Density = 2500 };
        var field = settings.Render(1);
        Assert.True(field.Filaments.Count > 300);
        Assert.All(field.Filaments, filament =>
        {
            var along = filament.Centreline.Zip(filament.Centreline.Skip(1)).Sum(pair => Distance(pair.First, pair.Second)) * 0.1;
            Assert.Equal(20, along, 6);
            Assert.Equal(20, filament.Length, 6);
        });

        // ⟨R²⟩ = 4PL (1 − (2P/L)(1 − exp(−L/2P))) = 640 (1 − 0.8 (1 − e^−1.25)) = 274.7 µm²; the spread of R² is about as large as its mean.
        var squares = field.Filaments.Select(filament => Math.Pow(Distance(filament.Centreline[0], filament.Centreline[^1]) * 0.1, 2)).ToArray();
        Assert.Equal(274.7, squares.Average(), 4 * 274.7 / Math.Sqrt(squares.Length));
    }

    [Fact]
    public void The_skeleton_lies_where_the_light_is_and_the_mask_is_as_wide_as_the_filament()
    {
        var settings = Filaments.Default with { Density = 60, Background = 0, BrightnessVariation = 0, Thickness = 0.6, PersistenceLength = 1e6 };
        var field = settings.Render(2);
        var light = field.Photons.Values.ToArray();

        Assert.True(field.Skeleton.Area > 100);
        Assert.True(Enumerable.Range(0, light.Length).Where(i => field.Skeleton.Values[i]).All(i => light[i] > 5));
        Assert.True(Enumerable.Range(0, light.Length).Where(i => field.Mask.Values[i]).Sum(i => (double)light[i]) > 0.6 * light.Sum(value => (double)value));
        // 0.6 µm are 6 pixels: 7 rows of pixels lie no farther than 3 from the middle one, along a straight line.
        Assert.InRange(field.Mask.Area / (double)field.Skeleton.Area, 4, 7.5);
    }

    [Fact]
    public void A_straight_filament_sends_its_photons_for_every_pixel_of_its_length()
    {
        var settings = Filaments.Default with { Length = 4, LengthVariation = 0, PersistenceLength = 1e6, Density = 100, Photons = 50, Background = 0, BrightnessVariation = 0 };
        var field = settings.Render(11);
        // 4 µm are 40 pixels of 50 photons. Count what lies in the field of every filament.
        static bool IsInField((double X, double Y) point) => Math.Min(point.X, point.Y) > -0.5 && Math.Max(point.X, point.Y) < 255.5;
        var expected = field.Filaments.Sum(filament => 2000.0 * filament.Centreline.Count(IsInField) / filament.Centreline.Count);

        Assert.True(expected > 0);
        Assert.Equal(expected, field.Photons.Values.ToArray().Sum(value => (double)value), 0.03 * expected);
    }

    [Fact]
    public void Rings_have_the_diameter_of_their_record_and_enclose_darkness()
    {
        var settings = Rings.Default with { Diameter = 3, DiameterVariation = 0, Thickness = 0.1, Background = 0, Density = 150, BrightnessVariation = 0 };
        var field = settings.Render(2);
        var inner = field.Rings.Where(ring => Math.Min(ring.X, ring.Y) > 25 && Math.Max(ring.X, ring.Y) < 230).ToArray();
        Assert.NotEmpty(inner);
        foreach (var ring in inner)
        {
            Assert.Equal(3, ring.Diameter, 9);
            // Light along a row through the centre is brightest one radius away, on either side.
            int row = (int)Math.Round(ring.Y), centre = (int)Math.Round(ring.X);
            var brightest = Enumerable.Range(centre, 24).MaxBy(x => field.Photons[row, x]);
            Assert.InRange(brightest - ring.X, 13.5, 16.5);
            Assert.True(field.Photons[row, centre] < 0.2 * field.Photons[row, brightest]);
            var pixels = Enumerable.Range(0, 256 * 256).Where(i => field.Labels.Values[i] == ring.Label).ToArray();
            Assert.Equal(30, 2 * pixels.Average(i => Math.Sqrt(Math.Pow(i % 256 - ring.X, 2) + Math.Pow(i / 256 - ring.Y, 2))), 0.5);
            Assert.Equal(1, new Mask(256, 256, [.. field.Labels.Values.ToArray().Select(value => value == ring.Label)]).Components().Count);
        }
    }

    [Fact]
    public void Blobs_send_their_photons_from_where_their_record_says()
    {
        var settings = Blobs.Default with { Density = 80, Background = 0, Gap = 3 };
        var field = settings.Render(7);
        var inner = field.Blobs.Where(blob => Math.Min(blob.X, blob.Y) > 20 && Math.Max(blob.X, blob.Y) < 235).ToArray();
        Assert.NotEmpty(inner);
        foreach (var blob in inner)
        {
            double sum = 0, x = 0, y = 0;
            for (var row = (int)blob.Y - 13; row <= blob.Y + 13; row++)
            {
                for (var column = (int)blob.X - 13; column <= blob.X + 13; column++)
                    (sum, x, y) = (sum + field.Photons[row, column], x + column * field.Photons[row, column], y + row * field.Photons[row, column]);
            }
            // Within 1.3 µm, and 9 % of an Airy pattern of this aperture lie outside of 3 λ / NA; positions within a tenth of a pixel.
            Assert.InRange(sum, 0.93 * blob.Photons, 1.07 * blob.Photons);
            Assert.Equal(blob.X, x / sum, 0.35);
            Assert.Equal(blob.Y, y / sum, 0.35);
        }
    }

    [Fact]
    public void Densities_are_met_on_average()
    {
        var settings = Blobs.Default with { Density = 1000, Gap = 0 };
        var counts = Enumerable.Range(1, 20).Select(seed => settings.Render(seed).Blobs.Count(blob => Math.Min(blob.X, blob.Y) >= -0.5 && Math.Max(blob.X, blob.Y) < 255.5)).ToArray();

        // 25.6 µm squared: 65.5 expected, less the few that overlap another; the mean of 20 Poisson counts errs by 1.8.
        Assert.InRange(counts.Average(), 65.5 - 4.5 * 1.8, 65.5 + 4 * 1.8);
    }

    [Fact]
    public void An_ideal_camera_counts_the_light_of_a_scene()
    {
        var settings = Blobs.Beads with { Microscope = Blobs.Beads.Microscope with { Camera = Ideal } };
        var field = settings.Render(3);
        var errors = field.Image.Values.ToArray().Zip(field.Photons.Values.ToArray(), (seen, expected) => (seen - expected) / Math.Sqrt(expected)).ToArray();

        Assert.Equal(0, errors.Average(), 0.02);
        Assert.Equal(1, errors.Average(value => value * value), 0.05);
    }

    [Fact]
    public void Settings_out_of_range_are_named_with_what_was_found_and_expected()
    {
        string Refusal(Action render) => Assert.Throws<ArgumentException>(render).Message;
        Assert.Equal("MitoticShare is 1.2; expected 0 to 1.", Refusal(() => (FluorescenceCells.Default with { MitoticShare = 1.2 }).Render()));
        Assert.Equal("Halo is 2; expected 0 to 1.", Refusal(() => (PhaseContrastCells.Default with { Halo = 2 }).Render()));
        Assert.Equal("PersistenceLength is 0 µm; expected 0.1 to 1000000 µm.", Refusal(() => (Filaments.Default with { PersistenceLength = 0 }).Render()));
        Assert.Equal("Thickness is 1.5 µm; expected 0.01 to 0.9 µm.", Refusal(() => (Rings.Default with { Thickness = 1.5 }).Render()));
        Assert.Equal("Diameter is NaN µm; expected 0.001 to 12.8 µm.", Refusal(() => (Blobs.Default with { Diameter = double.NaN }).Render()));
        Assert.Equal("Width is 8 pixels; expected 16 to 4096 pixels.", Refusal(() => (Blobs.Default with { Microscope = new Microscope { Width = 8 } }).Render()));
    }

    [Fact]
    public void Fields_without_any_object_are_fields_too()
    {
        Assert.Empty((FluorescenceCells.Default with { Density = 0 }).Render().Cells);
        Assert.Equal(0, (PhaseContrastCells.Default with { Density = 0 }).Render().Labels.Count);
        Assert.Equal(0, (Filaments.Default with { Density = 0 }).Render().Mask.Area);
        Assert.Empty((Rings.Default with { Density = 0 }).Render().Rings);
        Assert.Empty((Blobs.Default with { Density = 0 }).Render().Blobs);
    }

    [Fact]
    public void Fields_show_themselves_and_the_sheet_shows_all_presets()
    {
        Assert.Contains("outlined: cells", FluorescenceCells.Default.Render(2).ToMimeBundle()["text/plain"], StringComparison.Ordinal);
        Assert.StartsWith("1. Simulated filaments, seed 2,", Filaments.Default.Render(2).ToMimeBundle()["text/plain"], StringComparison.Ordinal);
        var lines = Presets.Sheet(2).ToString().Split('\n');
        Assert.Equal(Presets.Names.Count, lines.Length);
        Assert.All(lines.Zip(Presets.Names), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
    }

    private static double Distance((double X, double Y) from, (double X, double Y) to) => Math.Sqrt(Math.Pow(from.X - to.X, 2) + Math.Pow(from.Y - to.Y, 2));

    /// <summary>Whether some pixel of an object lies within a few rows and columns.</summary>
    private static bool IsNear(LabelImage labels, int i, int reach)
    {
        for (var y = Math.Max(0, i / labels.Width - reach); y <= Math.Min(labels.Height - 1, i / labels.Width + reach); y++)
        {
            for (var x = Math.Max(0, i % labels.Width - reach); x <= Math.Min(labels.Width - 1, i % labels.Width + reach); x++)
            {
                if (labels[y, x] > 0)
                    return true;
            }
        }
        return false;
    }
}
