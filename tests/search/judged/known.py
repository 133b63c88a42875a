"""Real papers by title, first authors and year, which are facts; and how people ask for them, by hand."""

from __future__ import annotations

KNOWN = """
Attention Is All You Need|Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit|2017
BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding|Jacob Devlin|2018
Language Models are Few-Shot Learners|Tom B. Brown, Benjamin Mann, Nick Ryder|2020
GPT-4 Technical Report|OpenAI|2023
FlashAttention: Fast and LruCache-Efficient Exact Attention with IO-Awareness|Tri Dao, Daniel Y. Fu|2022
FlashAttention-2: Faster Attention with Better Parallelism and Work Partitioning|Tri Dao|2023
LoRA: Low-Rank Adaptation of Large Language Models|Edward J. Hu, Yelong Shen|2021
QLoRA: Efficient Finetuning of Quantized LLMs|Tim Dettmers, Artidoro Pagnoni|2023
Deep Residual Learning for Image Recognition|Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun|2015
Very Deep Convolutional Networks for Large-Scale Image Recognition|Karen Simonyan, Andrew Zisserman|2014
ImageNet Classification with Deep Convolutional Neural Networks|Alex Krizhevsky, Ilya Sutskever|2012
Going Deeper with Convolutions|Christian Szegedy, Wei Liu|2014
Generative Adversarial Networks|Ian J. Goodfellow, Jean Pouget-Abadie|2014
Auto-Encoding Variational Bayes|Diederik P. Kingma, Max Welling|2013
Adam: A Method for Stochastic Optimization|Diederik P. Kingma, Jimmy Ba|2014
Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift|Sergey Ioffe|2015
Dropout: A Simple Way to Prevent Neural Networks from Overfitting|Nitish Srivastava, Geoffrey Hinton|2014
Long Short-Term LruCache|Sepp Hochreiter, Jürgen Schmidhuber|1997
Sequence to Sequence Learning with Neural Networks|Ilya Sutskever, Oriol Vinyals, Quoc V. Le|2014
Neural Machine Translation by Jointly Learning to Align and Translate|Dzmitry Bahdanau, Kyunghyun Cho|2014
Efficient Estimation of Word Representations in Vector Space|Tomas Mikolov, Kai Chen|2013
GloVe: Global Vectors for Word Representation|Jeffrey Pennington, Richard Socher|2014
Denoising Diffusion Probabilistic Models|Jonathan Ho, Ajay Jain, Pieter Abbeel|2020
Denoising Diffusion Implicit Models|Jiaming Song, Chenlin Meng, Stefano Ermon|2020
High-Resolution Image Synthesis with Latent Diffusion Models|Robin Rombach, Andreas Blattmann|2021
Diffusion Models Beat GANs on Image Synthesis|Prafulla Dhariwal, Alex Nichol|2021
Classifier-Free Diffusion Guidance|Jonathan Ho, Tim Salimans|2022
Scalable Diffusion Models with Transformers|William Peebles, Saining Xie|2022
Learning Transferable Visual Models From Natural Language Supervision|Alec Radford, Jong Wook Kim|2021
An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale|Alexey Dosovitskiy|2020
Swin Transformer: Hierarchical Vision Transformer using Shifted Windows|Ze Liu, Yutong Lin|2021
Masked Autoencoders Are Scalable Vision Learners|Kaiming He, Xinlei Chen|2021
A Simple Framework for Contrastive Learning of Visual Representations|Ting Chen, Simon Kornblith|2020
Momentum Contrast for Unsupervised Visual Representation Learning|Kaiming He, Haoqi Fan|2019
Bootstrap your own latent: A new approach to self-supervised Learning|Jean-Bastien Grill, Florian Strub|2020
Emerging Properties in Self-Supervised Vision Transformers|Mathilde Caron, Hugo Touvron|2021
Segment Anything|Alexander Kirillov, Eric Mintun, Nikhila Ravi|2023
Mask R-CNN|Kaiming He, Georgia Gkioxari|2017
Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks|Shaoqing Ren, Kaiming He|2015
You Only Look Once: Unified, Real-Time Object Detection|Joseph Redmon, Santosh Divvala|2015
End-to-End Object Detection with Transformers|Nicolas Carion, Francisco Massa|2020
U-Net: Convolutional Networks for Biomedical Image Segmentation|Olaf Ronneberger, Philipp Fischer|2015
NeRF: Representing Scenes as Neural Radiance Fields for View Synthesis|Ben Mildenhall|2020
3D Gaussian Splatting for Real-Time Radiance Field Rendering|Bernhard Kerbl, Georgios Kopanas|2023
Playing Atari with Deep Reinforcement Learning|Volodymyr Mnih, Koray Kavukcuoglu|2013
Mastering the game of Go with deep neural networks and tree search|David Silver, Aja Huang|2016
Proximal Policy Optimization Algorithms|John Schulman, Filip Wolski|2017
Trust Region Policy Optimization|John Schulman, Sergey Levine|2015
Addressing Function Approximation Error in Actor-Critic Methods|Scott Fujimoto, Herke van Hoof|2018
Training language models to follow instructions with human feedback|Long Ouyang, Jeff Wu|2022
Deep Reinforcement Learning from Human Preferences|Paul Christiano, Jan Leike|2017
Direct Preference Optimization: Your Language Model is Secretly a Reward Model|Rafael Rafailov|2023
Constitutional AI: Harmlessness from AI Feedback|Yuntao Bai, Saurav Kadavath|2022
Chain-of-Thought Prompting Elicits Reasoning in Large Language Models|Jason Wei, Xuezhi Wang|2022
Self-Consistency Improves Chain of Thought Reasoning in Language Models|Xuezhi Wang, Jason Wei|2022
Tree of Thoughts: Deliberate Problem Solving with Large Language Models|Shunyu Yao, Dian Yu|2023
ReAct: Synergizing Reasoning and Acting in Language Models|Shunyu Yao, Jeffrey Zhao|2022
Toolformer: Language Models Can Teach Themselves to Use Tools|Timo Schick, Jane Dwivedi-Yu|2023
Retrieval-Augmented Generation for Knowledge-Intensive NLP Tasks|Patrick Lewis, Ethan Perez|2020
Dense Passage Retrieval for Open-Domain Question Answering|Vladimir Karpukhin, Barlas Oğuz|2020
Training Compute-Optimal Large Language Models|Jordan Hoffmann, Sebastian Borgeaud|2022
Scaling Laws for Neural Language Models|Jared Kaplan, Sam McCandlish|2020
LLaMA: Open and Efficient Foundation Language Models|Hugo Touvron, Thibaut Lavril|2023
Mixtral of Experts|Albert Q. Jiang, Alexandre Sablayrolles|2024
Outrageously Large Neural Networks: The Sparsely-Gated Mixture-of-Experts Layer|Noam Shazeer|2017
Switch Transformers: Scaling to Trillion Parameter Models with Simple and Efficient Sparsity|W. Fedus|2021
Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer|Colin Raffel|2019
RoBERTa: A Robustly Optimized BERT Pretraining Approach|Yinhan Liu, Myle Ott|2019
XLNet: Generalized Autoregressive Pretraining for Language Understanding|Zhilin Yang, Zihang Dai|2019
ELECTRA: Pre-training Text Encoders as Discriminators Rather Than Generators|Kevin Clark|2020
Longformer: The Long-Document Transformer|Iz Beltagy, Matthew E. Peters|2020
RoFormer: Enhanced Transformer with Rotary Position Embedding|Jianlin Su, Yu Lu|2021
Mamba: Linear-Time Sequence Modeling with Selective State Spaces|Albert Gu, Tri Dao|2023
Efficiently Modeling Long Sequences with Structured State Spaces|Albert Gu, Karan Goel|2021
Neural Ordinary Differential Equations|Ricky T. Q. Chen, Yulia Rubanova|2018
Semi-Supervised Classification with Graph Convolutional Networks|Thomas N. Kipf, Max Welling|2016
Graph Attention Networks|Petar Veličković, Guillem Cucurull|2017
Distilling the Knowledge in a Neural Network|Geoffrey Hinton, Oriol Vinyals, Jeff Dean|2015
The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks|Jonathan Frankle, Michael Carbin|2018
Understanding deep learning requires rethinking generalization|Chiyuan Zhang, Samy Bengio|2016
Explaining and Harnessing Adversarial Examples|Ian J. Goodfellow, Jonathon Shlens|2014
Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks|Jun-Yan Zhu, Taesung Park|2017
A Style-Based Generator Architecture for Generative Adversarial Networks|Tero Karras, Samuli Laine|2018
Wasserstein GAN|Martin Arjovsky, Soumith Chintala, Léon Bottou|2017
WaveNet: A Generative Model for Raw Audio|Aäron van den Oord, Sander Dieleman|2016
Robust Speech Recognition via Large-Scale Weak Supervision|Alec Radford, Jong Wook Kim|2022
Highly accurate protein structure prediction with AlphaFold|John Jumper, Richard Evans|2021
Flow Matching for Generative Modeling|Yaron Lipman, Ricky T. Q. Chen|2022
Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks|Chelsea Finn, Pieter Abbeel|2017
PixArt-α: Fast Training of Diffusion Transformer for Photorealistic Text-to-Image Synthesis|Junsong Chen|2023
Informer: Beyond Efficient Transformer for Long Sequence Time-Series Forecasting|Haoyi Zhou|2020
Visual Instruction Tuning|Haotian Liu, Chunyuan Li|2023
Flamingo: a Visual Language Model for Few-Shot Learning|Jean-Baptiste Alayrac|2022
Hierarchical Text-Conditional Image Generation with CLIP Latents|Aditya Ramesh, Prafulla Dhariwal|2022
Adding Conditional Control to Text-to-Image Diffusion Models|Lvmin Zhang, Anyi Rao|2023
Efficient LruCache Management for Large Language Model Serving with PagedAttention|Woosuk Kwon|2023
Fast Inference from Transformers via Speculative Decoding|Yaniv Leviathan, Matan Kalman|2022
Layer Normalization|Jimmy Lei Ba, Jamie Ryan Kiros, Geoffrey E. Hinton|2016
Gaussian Error Linear Units (GELUs)|Dan Hendrycks, Kevin Gimpel|2016
Measuring Massive Multitask Language Understanding|Dan Hendrycks, Collin Burns|2020
"""
"""One paper a line: title, authors, year."""

ASKED = """
exact words|attention is all you need|Attention Is All
exact words|segment anything|Segment Anything
exact words|wasserstein gan|Wasserstein
exact words|mask rcnn|Mask R-CNN
exact words|pixart alpha|PixArt
exact words|speculative decoding|Fast Inference from
exact words|bert|BERT:
exact words|scaling laws|Scaling Laws
one typo|difusion implicit|Denoising Diffusion Implicit
one typo|variatonal bayes|Auto-Encoding
one typo|gausian splatting|3D Gaussian
one typo|lotery ticket|The Lottery
one typo|retreival augmented|Retrieval-Augmented
one typo|contrastve visual representations|A Simple Framework for Contrastive
one typo|wavnet|WaveNet
one typo|longfomer|Longformer
two typos|reinforcment lerning human preferences|Deep Reinforcement Learning from Human
two typos|adversrial exmples|Explaining and Harnessing
two typos|protien structre|Highly accurate protein
swapped letters|dropuot overfitting|Dropout
swapped letters|mixtrla|Mixtral
swapped letters|tranformer shifted wnidows|Swin
missing space|flashattention2|FlashAttention-2
missing space|batchnormalization|Batch Normalization
missing space|segmentanything|Segment Anything
missing space|layernormalization|Layer Normalization
missing space|chainofthought prompting|Chain-of-Thought
missing space|lowrank adaptation|LoRA
missing space|gpt4|GPT-4
missing space|unet biomedical|U-Net
missing space|worth 16x16words|An Image is Worth
word order|need you all is attention|Attention Is All
word order|networks graph attention|Graph Attention
word order|matching flow|Flow Matching
word order|atari playing|Playing Atari
word order|models latent diffusion|High-Resolution Image
author|vaswni attention|Attention Is All
author|schmidhber|Long Short-Term
author|schmidhuber lstm memory|Long Short-Term
author|bahdanu translation|Neural Machine Translation
author|velickovic|Graph Attention
author|dosovitsky|An Image is Worth
author|kingma welling|Auto-Encoding
author|oguz|Dense Passage
author|bottou|Wasserstein
author|devlin|BERT:
author|hochrieter|Long Short-Term
acronym|dpo reward|Direct Preference
acronym|ddpm|Denoising Diffusion Probabilistic
acronym|ddim|Denoising Diffusion Implicit
acronym|ppo|Proximal Policy
acronym|lora|LoRA
acronym|qlora|QLoRA
acronym|nerf|NeRF
acronym|trpo|Trust Region
acronym|yolo|You Only Look
acronym|maml|Model-Agnostic
acronym|mmlu|Measuring Massive
half-remembered|flash attn|FlashAttention: Fast
half-remembered|image worth words|An Image is Worth
half-remembered|language models few shot|Language Models are Few
half-remembered|follow instructions feedback|Training language models to follow
half-remembered|teach themselves tools|Toolformer
half-remembered|rethinking generalization|Understanding deep
half-remembered|selective state space|Mamba
half-remembered|game of go|Mastering the game
half-remembered|diffusion beat gans|Diffusion Models Beat
half-remembered|radiance fields synthesis|NeRF
half-remembered|residual learning image|Deep Residual
half-remembered|compute optimal training|Training Compute-Optimal
"""
"""One question a line: kind, query, how the expected title begins."""
