namespace BioDL.Models;

/// <summary>
/// What is known of a published file from elsewhere, for files that say little of themselves. A file is known by its checksum, so that a path
/// gives the same as a name.
/// </summary>
/// <param name="Documentation">What it is and what is not known of it, in Markdown.</param>
/// <param name="Complete">Adds it to what the file says.</param>
internal sealed record PublishedImport(string Documentation, Func<ModelDescription, ModelDescription> Complete)
{
    private const double LargestByte = 255;

    private static readonly Dictionary<string, PublishedImport> ByChecksum = new(StringComparer.Ordinal)
    {
        ["2f5e7963f6726126c9dabab9f51e9a1267372dc29fde46bb986ea8f34a2bfbfc"] = new("""
            # Small U-Net for nuclei (segmentify)

            Weights of the napari plug-in segmentify (Nuclei.pth), a PyTorch state dictionary; the network is rebuilt from the names and
            sizes of the weights and the plug-in's published layout.

            - **Trained on:** the 2018 Data Science Bowl, stage 1, says the plug-in's README. Its authors' training program keeps images
              of 256 × 256 pixels only and takes one colour channel: fluorescence and stained tissue together. Which images were held out
              is not said. Fields of `dsb2018-fluo`, those of its test split too, were probably seen in training: scores there are no
              held-out ones.
            - **Scaling:** the training program divides 8-bit values by 255; nothing else is done. The plug-in itself feeds images as they
              are. Which version of the program made these weights is not said. On 24 images of the train split of `dsb2018-fluo` the
              pixels that both the model (above 0.5) and the annotators call nucleus are 91 % of those that either does when values are
              divided by 255, 83 % when each image is stretched to 0 … 1, and 19 % with values left as they are. Images of more than 8
              bits must be brought to 0 … 255 first.
            - **Limits:** the same share is 60 % on 10 images of the train split of `dsb2018-fluo-360`, whose nuclei are larger, and 5 %
              on 9 of `dsb2018-stain-purple`, whose nuclei are dark.
            - **Output:** probability of a nucleus for each pixel. Touching nuclei are not separated. The plug-in does not use this output
              but the eight values before it, as features for a random forest.
            - **Not known:** pixel size, microscopes, scores, who trained it when.
            """,
            description => description with
            {
                Name = "Small U-Net for nuclei (segmentify)",
                Description = "Probability of nuclei in 2D, bright on dark, from the napari plug-in segmentify; "
                    + "which images it was trained on is said in general only.",
                License = "BSD-3-Clause",
                Tags = ["nuclei", "fluorescence", "2d", "segmentation", "unet", "dsb2018"],
                TrainingData = new TrainingData(Name: "2018 Data Science Bowl, stage 1", Url: "https://bbbc.broadinstitute.org/BBBC038"),
                Inputs = [Scaled(description.Inputs[0]) with { Description = "One channel of 8 bits, 0 to 255, nuclei bright on dark." }],
                Outputs = [description.Outputs[0] with { Description = "Probability that a pixel belongs to a nucleus." }],
            }),
        ["accaf5f1fcc1869d7e0ba63349dd64f87e66b4278a5fd97a9541bdb49b42d9f6"] = new("""
            # Noise2Void denoiser for a tobacco leaf

            From napari-czann-segment, a .czann file. Self-supervised: it was trained on noisy images alone, without any truth, which lies
            outside the scope of this course's good-practice steps, and nothing here can show that what it restores is right. Do not
            measure intensities on its output.

            - **Whitened:** the network itself subtracts 0.26729 and divides by 0.0049596 first, and undoes both at its end; nothing of it
              is left to the user. 0.26729 is 68 of 255, near the mean of the image that comes with it (71). 0.0049596 is far below the
              spread of such an image (36 of 255 is 0.14); it may be a variance. The network was trained with it.
            - **Scaling:** the format asks for values from 0 to 1. The image that comes with it has 8 bits, so this description divides by
              255 before and multiplies by 255 after. The plug-in feeds values of denoisers as they are, which are then far from those of
              training.
            - **Size:** 1024 × 1024 pixels in the file's words, with tiles that overlap by 32; the network takes other sizes too.
            - **Not known:** training images and their number, microscope, pixel size, any score.
            """,
            description => description with
            {
                Name = "Noise2Void denoiser for a tobacco leaf",
                Description = "Removes noise from images of a tobacco leaf; self-supervised, without ground truth, and outside the scope of the course.",
                License = "BSD-3-Clause",
                Citations =
                [
                    new Citation(
                        "Krull, Buchholz and Jug: Noise2Void: Learning Denoising from Single Noisy Images, CVPR 2019", Url: "https://arxiv.org/abs/1811.10980"),
                ],
                GitRepository = "https://github.com/sebi06/napari-czann-segment",
                Tags = ["denoising", "noise2void", "self-supervised", "2d"],
                Inputs = [Scaled(description.Inputs[0]) with { Description = "One channel of 8 bits, 0 to 255." }],
                Outputs =
                [
                    description.Outputs[0] with
                    {
                        Description = "The same with less noise, in grey levels of 8 bits.", Processing = [new ScaleLinear([LargestByte], [0])],
                    },
                ],
            }),
    };

    /// <summary>What is known of the file with a checksum; null when nothing is.</summary>
    public static PublishedImport? Of(string checksum) => ByChecksum.GetValueOrDefault(checksum);

    private static TensorDescription Scaled(TensorDescription input) =>
        input with { Range = (0, LargestByte), Processing = [new ScaleLinear([1 / LargestByte], [0])] };
}
